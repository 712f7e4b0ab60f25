package davit.server.platform;

import davit.images.ImageStore;
import davit.images.oci.Digest;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes, once after each start, the unpacked images that no function has any more, and what pushes to the registry
 * that were broken off have left. Only then: while the server runs, environments of a function that was deleted or
 * changed may still have its image mounted.
 */
public final class ImageCleanUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImageCleanUp.class);

    private final Thread thread;

    /**
     * Begins to remove, in the background.
     *
     * @param inUse the images of all functions
     */
    public ImageCleanUp(Repositories repositories, ImageStore images, Supplier<Set<Digest>> inUse) {
        this.thread = Thread.ofVirtual().name("image-clean-up").start(() -> {
            removeUnused(images, inUse);
            removeUnused(repositories);
        });
    }

    private static void removeUnused(Repositories repositories) {
        try {
            int removed = repositories.removeUnused();
            if (removed > 0) {
                LOG.info("removed {} blobs of the registry that no image has", removed);
            }
        } catch (IOException e) {
            LOG.warn("blobs of the registry that no image has could not be removed", e);
        }
    }

    private static void removeUnused(ImageStore images, Supplier<Set<Digest>> inUse) {
        try {
            int removed = images.collect(inUse);
            if (removed > 0) {
                LOG.info("removed {} unpacked images that no function has any more", removed);
            }
        } catch (IOException e) {
            LOG.warn("unpacked images that no function has any more could not be removed", e);
        }
    }

    /** Waits until it is done. */
    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
