package davit.images;

import davit.images.oci.Digest;
import davit.images.oci.InvalidImageException;
import davit.images.registry.PullListener;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares public images as soon as somebody reads them from the registry: a builder that does is going to push an image
 * upon them, whose function then finds the layers below unpacked. One image after the other, in the background; what
 * fails here is tried again when a function needs it.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class AheadPreparation implements PullListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AheadPreparation.class);

    /** More than a Dockerfile names; what comes when the queue is full is prepared when a function needs it. */
    private static final int MAX_WAITING = 8;

    private final ImageStore images;
    private final BlockingQueue<Digest> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread;

    /** Begins to wait for images. */
    public AheadPreparation(ImageStore images) {
        this.images = images;
        this.thread = Thread.ofVirtual().name("prepare-ahead").start(this::prepareAll);
    }

    @Override
    public void reads(Digest image) {
        if (!waiting.contains(image) && !waiting.offer(image)) {
            LOG.debug("{} is not prepared ahead: {} others wait", image, MAX_WAITING);
        }
    }

    private void prepareAll() {
        try {
            while (true) {
                prepare(waiting.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepare(Digest image) throws InterruptedException {
        try {
            PreparedImage _ = images.prepare(image);
        } catch (InvalidImageException | ImageUnavailableException | IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw (InterruptedException) new InterruptedException("closed while preparing").initCause(e);
            }
            LOG.info("{} could not be prepared ahead: {}", image, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} could not be prepared ahead", image, e);
        }
    }

    /** Breaks off, and waits for the end. */
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
