package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.linux.cgroup.Cgroup;
import java.io.IOException;

/**
 * The most memory that was seen in use in a cgroup.
 *
 * <p>The kernel's own maximum counts the page cache too, also that of files in {@code /tmp}, which it gives back when
 * processes need memory; so this is looked at instead, from time to time.
 */
final class PeakMemory {
    private final Cgroup cgroup;
    private final long limit;

    @GuardedBy("this")
    private long peak;

    /** Of a group that may use {@code limit} bytes. */
    PeakMemory(Cgroup cgroup, long limit) {
        this.cgroup = cgroup;
        this.limit = limit;
    }

    /** Looks once more. */
    void look() throws IOException {
        see(cgroup.outOfMemoryKills() > 0 ? limit : cgroup.memoryInUse());
    }

    /** What was seen. */
    synchronized long bytes() {
        return peak;
    }

    private synchronized void see(long bytes) {
        peak = Math.max(peak, Math.min(bytes, limit));
    }
}
