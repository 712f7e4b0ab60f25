package davit.server.platform;

/**
 * What runs.
 *
 * @param version Davit's version
 * @param uptimeSeconds since the server was ready
 * @param functions how many functions there are
 * @param environments the execution environments
 * @param queuedEvents accepted asynchronous events that are not delivered yet
 * @param memoryMib resident memory of the server process, in MiB
 * @param disk the data folder's disk
 */
public record ServerStatus(
        String version,
        long uptimeSeconds,
        int functions,
        Environments environments,
        int queuedEvents,
        long memoryMib,
        Disk disk) {
    /**
     * Execution environments by their state.
     *
     * @param busy with an invocation, or starting
     * @param idle frozen, and ready for the next invocation
     */
    public record Environments(int busy, int idle) {}

    /**
     * The disk of the data folder.
     *
     * @param usedMib what the data folder holds, in MiB
     * @param freeMib what is left on its disk, in MiB
     */
    public record Disk(long usedMib, long freeMib) {}
}
