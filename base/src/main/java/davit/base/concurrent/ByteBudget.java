package davit.base.concurrent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many bytes some purpose may have in memory at once. Whoever finds room takes it at once, before those who wait for
 * more than there is: one who needs much does not hold up those who need little, and is told when its patience ends.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class ByteBudget {
    private final int bytes;
    private final Duration patience;
    private final Semaphore free;

    /**
     * A budget of {@code bytes}.
     *
     * @param patience how long to wait for room
     */
    public ByteBudget(int bytes, Duration patience) {
        this.bytes = bytes;
        this.patience = patience;
        this.free = new Semaphore(bytes);
    }

    /** Room that was taken; closing it again changes nothing. */
    public static final class Room implements AutoCloseable {
        /** Room for nothing. */
        public static final Room NONE = new Room(new Semaphore(0), 0);

        private final Semaphore free;
        private final int bytes;
        private final AtomicBoolean isTaken = new AtomicBoolean(true);

        private Room(Semaphore free, int bytes) {
            this.free = free;
            this.bytes = bytes;
        }

        /** Gives the room back. */
        @Override
        public void close() {
            if (isTaken.getAndSet(false)) {
                free.release(bytes);
            }
        }
    }

    /** Takes room, which is all of it if more is wanted; empty if there was not enough within the time to wait. */
    public Optional<Room> take(int wanted) throws InterruptedException {
        int taken = Math.min(wanted, bytes);
        return free.tryAcquire(taken, patience.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new Room(free, taken))
                : Optional.empty();
    }
}
