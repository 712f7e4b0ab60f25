package davit.linux.cgroup;

/** The share of processors in the kernel's terms. */
final class CpuQuota {
    /** The kernel takes nothing shorter. */
    private static final long LEAST_MICROS = 1_000;

    private CpuQuota() {}

    static long micros(double cpus, long periodMicros) {
        return Math.max(LEAST_MICROS, Math.round(cpus * periodMicros));
    }
}
