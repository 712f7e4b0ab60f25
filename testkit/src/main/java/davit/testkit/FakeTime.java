package davit.testkit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test moves by hand; {@link #pause} returns when it was moved far enough. */
public final class FakeTime implements Time {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @GuardedBy("this")
    private Duration passed = Duration.ZERO;

    /** Moves the clock forward and wakes who waits. */
    public synchronized void advance(Duration duration) {
        passed = passed.plus(duration);
        notifyAll();
    }

    @Override
    public synchronized Instant now() {
        return START.plus(passed);
    }

    @Override
    public synchronized long nanos() {
        return passed.toNanos();
    }

    @Override
    public synchronized void pause(Duration duration) throws InterruptedException {
        Duration end = passed.plus(duration);
        while (passed.compareTo(end) < 0) {
            wait();
        }
    }
}
