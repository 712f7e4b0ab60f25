package davit.cli.deployment;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done when the user interrupts the command (Ctrl-C), while something is under way. One inside of
 * another is done first. Nothing is done when a command ends by itself.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Interruption implements AutoCloseable {
    private static final Deque<Interruption> WATCHING = new ArrayDeque<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(Interruption::runAll));
    }

    private final Runnable action;

    private Interruption(Runnable action) {
        this.action = action;
    }

    /** Does {@code action} at an interruption, until this is closed. */
    public static Interruption watch(Runnable action) {
        Interruption watching = new Interruption(action);
        synchronized (WATCHING) {
            WATCHING.push(watching);
        }
        return watching;
    }

    private static void runAll() {
        for (Interruption last = last(); last != null; last = last()) {
            last.action.run();
        }
    }

    private static @Nullable Interruption last() {
        synchronized (WATCHING) {
            return WATCHING.poll();
        }
    }

    @Override
    public void close() {
        synchronized (WATCHING) {
            WATCHING.remove(this);
        }
    }
}
