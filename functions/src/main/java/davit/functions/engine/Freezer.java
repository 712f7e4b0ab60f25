package davit.functions.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Freezes runtimes that have rested for a moment, from a thread of its own. An event that comes sooner finds its runtime
 * running: neither it nor the one before waits for the kernel, which takes some tenths of a millisecond to freeze and as
 * much to thaw (docs/decisions/0011-warm-path.md).
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class Freezer {
    private static final Logger LOG = LoggerFactory.getLogger(Freezer.class);

    /** What a runtime that rests may go on running; at most twice that. */
    static final Duration REST = Duration.ofMillis(10);

    private final Time time;

    @GuardedBy("this")
    private Set<RuntimeProcess> watched = new HashSet<>();

    @GuardedBy("this")
    private boolean isSweeping;

    Freezer(Time time) {
        this.time = time;
    }

    /** Freezes {@code process} once it has rested long enough; forgets it if it gets another event before. */
    synchronized void watch(RuntimeProcess process) {
        watched.add(process);
        if (!isSweeping) {
            isSweeping = true;
            Thread.ofVirtual().name("freezer").start(this::sweep);
        }
    }

    /** Goes on while somebody rests. However it ends, the next who rests begins another. */
    private void sweep() {
        boolean hasEnded = false;
        try {
            do {
                time.pause(REST);
                take().forEach(this::tryToLook);
                hasEnded = !isAnyWatched();
            } while (!hasEnded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!hasEnded) {
                breakOff();
            }
        }
    }

    private void tryToLook(RuntimeProcess process) {
        try {
            look(process);
        } catch (RuntimeException e) { // one runtime must not keep the others running
            LOG.error("a runtime that rests could not be frozen", e);
        }
    }

    private synchronized void breakOff() {
        isSweeping = false;
    }

    private synchronized Set<RuntimeProcess> take() {
        Set<RuntimeProcess> taken = watched;
        watched = new HashSet<>();
        return taken;
    }

    private void look(RuntimeProcess process) {
        switch (process.rest(REST)) {
            case BUSY -> {
                // Whoever settles it next has it watched again.
            }
            case SHORT -> watch(process);
            case LONG -> Thread.ofVirtual().name("freeze").start(process::freeze);
        }
    }

    private synchronized boolean isAnyWatched() {
        isSweeping = !watched.isEmpty();
        return isSweeping;
    }
}
