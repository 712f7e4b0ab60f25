package davit.cli.deployment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done when the user interrupts the command (Ctrl-C), while something is under way. One inside of
 * another is done first. Nothing is done when a command ends by itself.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Interruption implements AutoCloseable {
    private static final int LONGEST_WAIT_SECONDS = 5;
    private static final Deque<Interruption> WATCHING = new ArrayDeque<>();
    private static final CountDownLatch COMMAND_ENDED = new CountDownLatch(1);

    private final Runnable action;

    private Interruption(Runnable action) {
        this.action = action;
    }

    /** Makes this process notice interruptions; once, before any is watched for. */
    public static void install() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(Interruption::runAll));
    }

    /** Does {@code action} at an interruption, until this is closed. */
    public static Interruption watch(Runnable action) {
        Interruption watching = new Interruption(action);
        synchronized (WATCHING) {
            WATCHING.push(watching);
        }
        return watching;
    }

    /** Tells that the command has printed everything: an interruption does not have to wait any more. */
    public static void commandEnded() {
        COMMAND_ENDED.countDown();
    }

    private static void runAll() {
        boolean isInterrupted = false;
        for (Interruption last = last(); last != null; last = last()) {
            isInterrupted = true;
            last.action.run();
        }
        if (isInterrupted) {
            awaitCommand();
        }
    }

    /** The process ends with this thread, and the command may still be saying what it did. */
    private static void awaitCommand() {
        try {
            boolean _ = COMMAND_ENDED.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
