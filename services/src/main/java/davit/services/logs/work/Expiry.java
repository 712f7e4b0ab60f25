package davit.services.logs.work;

import davit.base.storage.StorageException;
import davit.base.time.Time;
import davit.services.logs.store.LogStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from the disk, at the start and some times a day, events that are past the retention of their group. Nobody
 * sees them from the moment on in which they expire.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Expiry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final Duration PAUSE = Duration.ofHours(6);

    private final LogStore store;
    private final Time time;
    private final Thread thread;

    /** Of this store. */
    public Expiry(LogStore store, Time time) {
        this.store = store;
        this.time = time;
        this.thread = Thread.ofVirtual().name("logs-expiry").unstarted(this::run);
    }

    /** Begins; once. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                expire();
                time.pause(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void expire() {
        try {
            int expired = store.expire();
            if (expired > 0) {
                LOG.info("removed events of {} log streams that were past their retention", expired);
            }
        } catch (StorageException e) {
            LOG.warn("events past their retention could not be removed; that is tried again", e);
        }
    }

    /** Stops, and waits for the end. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
