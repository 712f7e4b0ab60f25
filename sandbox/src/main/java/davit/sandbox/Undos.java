package davit.sandbox;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How to take apart what was made, the last first. For one thread. */
final class Undos {
    private static final Logger LOG = LoggerFactory.getLogger(Undos.class);

    private final String of;
    private final Deque<Undo> undos = new ArrayDeque<>();
    private boolean failed;

    /** Takes one thing apart. */
    @FunctionalInterface
    interface Undo {
        void run() throws IOException, InterruptedException;
    }

    /** None yet. */
    Undos(String of) {
        this.of = of;
    }

    void push(Undo undo) {
        undos.push(undo);
    }

    /** Whether something could not be taken apart so far. */
    boolean hasFailed() {
        return failed;
    }

    /** Takes everything apart; what fails is logged, and the rest goes on. */
    void run() {
        boolean isInterrupted = false;
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (IOException e) {
                failed = true;
                LOG.warn("{} could not be removed completely", of, e);
            } catch (InterruptedException e) {
                failed = true;
                isInterrupted = true;
                LOG.warn("{} could not be removed completely", of, e);
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
