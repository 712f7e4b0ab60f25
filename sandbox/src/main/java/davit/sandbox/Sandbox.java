package davit.sandbox;

import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/**
 * One isolated set of processes: prepared, then started, frozen and thawed between pieces of work, then closed.
 *
 * <p>Owned by one caller at a time. {@link #awaitExit} and {@link #close()} may be called from any thread.
 */
public interface Sandbox extends AutoCloseable {
    /** The name of this sandbox on this host. */
    SandboxId id();

    /**
     * Listens on an address inside the sandbox's network, for this process to accept connections from; closed with the
     * sandbox. Before or after {@link #start}.
     *
     * @throws SandboxException if the address is taken inside
     */
    ServerSocketChannel listen(InetSocketAddress address) throws SandboxException;

    /**
     * Starts the first process; once.
     *
     * @throws SandboxException if the host fails; that the program itself cannot be executed is the exit
     *     {@link SandboxExit.NotStarted}
     */
    void start(SandboxProcess process) throws SandboxException;

    /**
     * Holds the processes to their share of the processors from now on; before, from {@link #start}, they may use what
     * is free, so that a program gets ready quickly.
     */
    void limitCpu() throws SandboxException;

    /** Returns when the {@link SandboxOutput} was told everything that was written before; for one that floods, a part. */
    void tellOutput() throws SandboxException;

    /** Freezes every process; returns when the kernel reports it. Nothing inside runs until {@link #thaw()}. */
    void freeze() throws SandboxException;

    /** Thaws a frozen sandbox; does nothing to a running one. */
    void thaw() throws SandboxException;

    /** Blocks until the first process has ended, and says how; at once if it has, also after {@link #close()}. */
    SandboxExit awaitExit() throws InterruptedException;

    /** The most memory that was in use at once since the sandbox was made, in bytes. */
    long peakMemoryBytes();

    /** Thaws, sends SIGTERM to the first process, waits up to {@code grace} for its end, and then closes. */
    void terminate(Duration grace) throws InterruptedException;

    /** Kills what still runs and releases cgroup, mounts and network; idempotent, never throws. */
    @Override
    void close();
}
