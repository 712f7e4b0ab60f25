package davit.functions.runtimeapi;

import davit.functions.model.Payload;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The room for the bodies that a sandbox sends: as much as one response may have, because a runtime sends one at a time,
 * and of all sandboxes together {@value #MAX_OF_ALL} bytes, for which is waited some seconds.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class BodyBudget {
    private static final int MAX_OF_ALL = 8 * Payload.MAX_RESPONSE_BYTES;
    private static final int WAIT_SECONDS = 10;

    /** Of the whole process, as its memory is. */
    private static final Semaphore OF_ALL = new Semaphore(MAX_OF_ALL, true);

    private final Semaphore ofSandbox = new Semaphore(Payload.MAX_RESPONSE_BYTES);

    /** Takes room; returns whether there was some. */
    boolean take(int bytes) {
        if (!ofSandbox.tryAcquire(bytes)) {
            return false;
        }
        boolean isTaken = false;
        try {
            isTaken = OF_ALL.tryAcquire(bytes, WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isTaken) {
                ofSandbox.release(bytes);
            }
        }
        return isTaken;
    }

    /** Gives back what was taken. */
    void giveBack(int bytes) {
        OF_ALL.release(bytes);
        ofSandbox.release(bytes);
    }
}
