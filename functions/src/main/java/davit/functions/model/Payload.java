package davit.functions.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of an event or an answer, never changed. */
public final class Payload {
    /** No bytes. */
    public static final Payload EMPTY = new Payload(new byte[0]);

    /** The most bytes of a synchronous event: 6 MB. */
    public static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

    /** The most bytes of an asynchronous event: 1 MB. */
    public static final int MAX_ASYNC_EVENT_BYTES = 1024 * 1024;

    /** The most bytes of an answer that is not streamed. */
    public static final int MAX_RESPONSE_BYTES = 6_291_556;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These bytes, which the caller never changes afterwards. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes);
    }

    /** This text in UTF-8. */
    public static Payload of(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes for reading. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** How many bytes. */
    public int size() {
        return bytes.length;
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
