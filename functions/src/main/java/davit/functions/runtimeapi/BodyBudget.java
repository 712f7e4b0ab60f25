package davit.functions.runtimeapi;

import davit.base.concurrent.ByteBudget;
import davit.base.concurrent.ByteBudget.Room;
import davit.functions.model.Payload;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The room for the bodies that a sandbox sends: as much as one response may have, because a runtime sends one at a time,
 * and of all sandboxes together {@value #MAX_OF_ALL} bytes, for which is waited some seconds. The latter is held until
 * the client has the response.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class BodyBudget {
    private static final int MAX_OF_ALL = 8 * Payload.MAX_RESPONSE_BYTES;

    /** Of the whole process, as its memory is. */
    private static final ByteBudget OF_ALL = new ByteBudget(MAX_OF_ALL, Duration.ofSeconds(10));

    private final Semaphore ofSandbox = new Semaphore(Payload.MAX_RESPONSE_BYTES);

    /** Takes room; empty if there is not enough. {@link #giveBack} follows, and the room is closed by its last holder. */
    Optional<Room> take(int bytes) {
        if (!ofSandbox.tryAcquire(bytes)) {
            return Optional.empty();
        }
        Optional<Room> room = Optional.empty();
        try {
            room = OF_ALL.take(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (room.isEmpty()) {
                ofSandbox.release(bytes);
            }
        }
        return room;
    }

    /** The sandbox may send as many bytes again. */
    void giveBack(int bytes) {
        ofSandbox.release(bytes);
    }
}
