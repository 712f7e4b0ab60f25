package davit.services.s3.work;

import davit.base.storage.StorageException;
import davit.services.s3.store.Contents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes, once after the start and beside the requests, content that a crash left and nothing uses.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Sweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Contents contents;
    private final Thread thread;

    /** Of these contents. */
    public Sweep(Contents contents) {
        this.contents = contents;
        this.thread = Thread.ofVirtual().name("s3-sweep").unstarted(this::run);
    }

    /** Begins; once. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            contents.removeUnused();
        } catch (StorageException e) {
            LOG.warn("Content that nothing uses could not be removed; the next start tries again", e);
        }
    }

    /** Stops, in the middle if need be. */
    @Override
    public void close() {
        thread.interrupt();
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
