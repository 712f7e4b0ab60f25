package davit.functions.model;

import java.nio.ByteBuffer;

/**
 * Takes a function's answer while the function still makes it.
 *
 * <p>Thread safety: called from one thread at a time.
 */
public interface ResponseStream {
    /** The most bytes of a streamed answer: 200 MB. */
    long MAX_BYTES = 200L * 1024 * 1024;

    /** The function begins to answer, with content of this type. */
    void begin(String contentType);

    /**
     * Takes bytes, all of them; waits while the client is slower than the function. What nobody wants any more is
     * dropped.
     *
     * @return whether the answer may still grow; false once it is larger than {@link #MAX_BYTES}
     */
    boolean write(ByteBuffer bytes) throws InterruptedException;
}
