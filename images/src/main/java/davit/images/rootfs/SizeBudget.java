package davit.images.rootfs;

import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much more one image may unpack to.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class SizeBudget {
    /** Lambda's limit for all layers of an image, uncompressed. */
    public static final long MAX_BYTES = 10L * 1024 * 1024 * 1024;

    /** The number of files that an image may have. */
    public static final long MAX_ENTRIES = 2_000_000;

    private final AtomicLong bytes;
    private final AtomicLong entries;

    /** A budget of so much. */
    public SizeBudget(long bytes, long entries) {
        this.bytes = new AtomicLong(bytes);
        this.entries = new AtomicLong(entries);
    }

    /** The budget of a whole image. */
    public static SizeBudget ofOneImage() {
        return new SizeBudget(MAX_BYTES, MAX_ENTRIES);
    }

    /**
     * Takes from it.
     *
     * @throws InvalidImageException if it is used up
     */
    public void take(long moreBytes, long moreEntries) throws InvalidImageException {
        if (bytes.addAndGet(-moreBytes) < 0) {
            throw new InvalidImageException(
                    Flaw.TOO_LARGE, "the image is larger than 10 GB uncompressed, the limit for a function");
        }
        if (entries.addAndGet(-moreEntries) < 0) {
            throw new InvalidImageException(Flaw.TOO_LARGE, "the image has more than " + MAX_ENTRIES + " files");
        }
    }
}
