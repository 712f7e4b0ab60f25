package davit.base.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Content of any size by its digest. The same content is kept once.
 *
 * <p>Who stores a blob records somewhere that it is in use; {@link #removeUnless} removes it when nobody does. Both
 * steps are guarded per blob, so that a blob is never removed between its arrival and the record of its use.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public interface Blobs {
    /** Begins to receive content; nothing is visible before {@link Upload#finish}. */
    Upload begin() throws IOException;

    /** The size in bytes; empty if there is no such blob. */
    OptionalLong size(BlobId id);

    /**
     * Reads a blob from {@code offset} on; the caller closes the stream.
     *
     * @throws IOException if there is no such blob, or the disk fails
     */
    InputStream open(BlobId id, long offset) throws IOException;

    /**
     * Removes the blob unless it is still in use, as {@code inUse} finds while nobody can begin to use it.
     *
     * @return whether it was removed
     */
    boolean removeUnless(BlobId id, BooleanSupplier inUse) throws IOException;

    /** Visits every blob, in no order; of those that come or go meanwhile, some. */
    void forEach(Consumer<BlobId> visitor) throws IOException;

    /** Content that is arriving. For one thread. Closed without {@link #finish}, it leaves nothing behind. */
    interface Upload extends Closeable {
        /** Where the content is written. */
        OutputStream content();

        /** The number of bytes written so far. */
        long size();

        /** The digest of what was written so far, before anybody sees it; nothing can be written afterwards. */
        BlobId digest();

        /**
         * Makes the blob durable and visible, and runs {@code recordUse} with its name before anybody can remove it.
         *
         * @return what {@code recordUse} returned; if it throws, the content is not kept unless it was there before
         */
        <T> T finish(Function<BlobId, T> recordUse) throws IOException;

        @Override
        void close() throws IOException;
    }
}
