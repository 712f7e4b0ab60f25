package davit.functions.model;

import davit.base.concurrent.ByteBudget.Room;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of an event or an answer, never changed. A large answer has its room in memory taken, which whoever is given
 * the answer gives back by {@link #forget()} when it needs it no longer.
 */
public final class Payload {
    /** No bytes. */
    public static final Payload EMPTY = new Payload(new byte[0], Room.NONE);

    /** The most bytes of a synchronous event: 6 MB. */
    public static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

    /** The most bytes of an asynchronous event: 1 MB. */
    public static final int MAX_ASYNC_EVENT_BYTES = 1024 * 1024;

    /** The most bytes of an answer that is not streamed. */
    public static final int MAX_RESPONSE_BYTES = 6_291_556;

    private final byte[] bytes;
    private final Room room;

    private Payload(byte[] bytes, Room room) {
        this.bytes = bytes;
        this.room = room;
    }

    /** These bytes, which the caller never changes afterwards. */
    public static Payload of(byte[] bytes) {
        return of(bytes, Room.NONE);
    }

    /** These bytes, which the caller never changes afterwards, and the room that was taken for them. */
    public static Payload of(byte[] bytes, Room room) {
        return new Payload(bytes, room);
    }

    /** This text in UTF-8. */
    public static Payload of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
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

    /** Gives back the room of bytes that are needed no longer; doing so again changes nothing. */
    public void forget() {
        room.close();
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
