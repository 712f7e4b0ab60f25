package davit.sandbox;

/**
 * What the processes of a sandbox may use together.
 *
 * @param memoryBytes resident memory and page cache that cannot be given back; past it the kernel kills
 * @param cpus processors' worth of time per second, 0.07 for a fourteenth
 * @param processes processes and threads
 * @param openFiles file descriptors of one process
 * @param scratchBytes the size of {@code /tmp}; past it writes fail with ENOSPC
 */
public record SandboxLimits(long memoryBytes, double cpus, int processes, int openFiles, long scratchBytes) {}
