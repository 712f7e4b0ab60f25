package davit.base.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Wall clock, stopwatch and pause of the process; tests replace it with {@code FakeTime}.
 *
 * <p>Thread safety: implementations may be called from any thread.
 */
public interface Time {
    /** The wall-clock time, for what users see: log events, {@code LastModified}, signatures. */
    Instant now();

    /** Nanoseconds on a clock that never goes back, for measuring; the origin has no meaning. */
    long nanos();

    /** Blocks the calling thread for {@code duration}; returns at once when it is zero or negative. */
    void pause(Duration duration) throws InterruptedException;

    /** The time passed since {@code startNanos}, an earlier reading of {@link #nanos()}. */
    default Duration since(long startNanos) {
        return Duration.ofNanos(nanos() - startNanos);
    }
}
