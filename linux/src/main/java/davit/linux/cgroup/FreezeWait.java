package davit.linux.cgroup;

import davit.base.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Waits until the kernel reports that a group is frozen, mostly some tenths of a millisecond. */
final class FreezeWait {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofNanos(100_000);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(5);

    private FreezeWait() {}

    @FunctionalInterface
    interface Check {
        boolean holds() throws IOException;
    }

    static void until(Time time, Path file, Check frozen) throws IOException, InterruptedException {
        long start = time.nanos();
        Duration pause = FIRST_PAUSE;
        while (!frozen.holds()) {
            if (time.since(start).compareTo(LIMIT) > 0) {
                throw new IOException("freeze by " + file + ": not frozen within " + LIMIT);
            }
            time.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
