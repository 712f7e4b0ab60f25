package davit.functions.usage;

import davit.functions.model.FunctionSettings;

/**
 * What AWS charges for. Memory and disk are counted in megabytes times milliseconds, so that nothing is rounded.
 *
 * @param requests how many invocations there were
 * @param billedMillis their billed durations
 * @param memory memory of invocations in environments that were started for them
 * @param provisionedMemory memory of invocations in environments that were kept ready
 * @param scratch what {@code /tmp} had beyond 512 MB, during invocations
 * @param keptReady memory of environments that were kept ready, in use or not
 */
public record Usage(
        long requests, long billedMillis, long memory, long provisionedMemory, long scratch, long keptReady) {
    /** Nothing. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    private static final int FREE_SCRATCH_MB = 512;

    /** One invocation. */
    static Usage invocation(FunctionSettings settings, long billedMillis, boolean isProvisioned) {
        long memory = settings.memoryMb() * billedMillis;
        return new Usage(
                1,
                billedMillis,
                isProvisioned ? 0 : memory,
                isProvisioned ? memory : 0,
                (settings.scratchMb() - FREE_SCRATCH_MB) * billedMillis,
                0);
    }

    /** Environments that were kept ready for some time. */
    static Usage keptReady(FunctionSettings settings, int environments, long millis) {
        return new Usage(0, 0, 0, 0, 0, millis * environments * settings.memoryMb());
    }

    /** Both together. */
    public Usage plus(Usage other) {
        return new Usage(
                requests + other.requests,
                billedMillis + other.billedMillis,
                memory + other.memory,
                provisionedMemory + other.provisionedMemory,
                scratch + other.scratch,
                keptReady + other.keptReady);
    }
}
