package davit.aws.eventstream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** The messages of an answer of the type {@value #CONTENT_TYPE}: lengths and headers, a payload, and checksums of both. */
public final class EventMessage {
    /** The type of an answer that consists of such messages. */
    public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private EventMessage() {}

    /**
     * Writes one event.
     *
     * @param type the name of the event, {@code PayloadChunk}
     * @param contentType the type of its payload
     */
    public static void write(OutputStream out, String type, String contentType, byte[] payload) throws IOException {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":event-type", HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString(contentType));
        headers.put(":message-type", HeaderValue.fromString("event"));
        byte[] message = bytes(new Message(headers, payload));
        out.write(message);
        out.flush();
    }

    /** In one piece, so that it is sent in one. */
    private static byte[] bytes(Message message) {
        ByteBuffer buffer = message.toByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
