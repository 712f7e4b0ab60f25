package davit.functions.streaming;

import java.time.Duration;

/** How fast Lambda lets an answer stream: 6 MB as fast as it comes, what follows at 2 MB a second. For one thread. */
final class StreamPace {
    private static final long FREE_BYTES = 6L * 1024 * 1024;
    private static final long BYTES_PER_SECOND = 2L * 1024 * 1024;

    private long bytes;
    private long slowSinceNanos;

    /** How many bytes have come so far. */
    long bytes() {
        return bytes;
    }

    /** Counts bytes that come now; returns how long the next must wait. */
    Duration count(int more, long nowNanos) {
        boolean wasFree = bytes <= FREE_BYTES;
        bytes += more;
        if (bytes <= FREE_BYTES) {
            return Duration.ZERO;
        }
        if (wasFree) {
            slowSinceNanos = nowNanos;
        }
        long due = (bytes - FREE_BYTES) * Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND;
        return Duration.ofNanos(Math.max(0, slowSinceNanos + due - nowNanos));
    }
}
