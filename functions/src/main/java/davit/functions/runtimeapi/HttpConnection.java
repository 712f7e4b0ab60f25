package davit.functions.runtimeapi;

import davit.base.http.HttpHeaders;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpParser;

/**
 * One HTTP/1.1 connection, served by plain blocking calls: a request is read and answered on the same thread, so that
 * none is handed from thread to thread on the way.
 *
 * <p>One thread reads; {@link #write} may be called from any one thread meanwhile.
 */
final class HttpConnection implements Closeable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final ByteBuffer CONTINUE =
            ByteBuffer.wrap("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private final SocketChannel channel;
    private final RequestReader request;
    private final HttpParser parser;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);

    /**
     * Serves a connection, which it closes with itself.
     *
     * @param maxBodyBytes how much of a body is kept at most, within {@code budget}
     * @param streamed takes bodies that are not kept
     */
    HttpConnection(SocketChannel channel, int maxBodyBytes, BodyBudget budget, StreamedResponse streamed) {
        this.channel = channel;
        this.request = new RequestReader(maxBodyBytes, budget, streamed);
        this.parser = new HttpParser(request, MAX_HEADER_BYTES);
    }

    /**
     * One request.
     *
     * @param method the method in capitals
     * @param path the path with its query
     * @param headers the headers; when the body came in chunks, with its trailers
     * @param body the body, or as much of it as is kept
     * @param isClosing whether the client wants the connection closed after the answer
     */
    record Message(String method, String path, HttpHeaders headers, RuntimeCalls.Body body, boolean isClosing) {}

    /**
     * Waits for the next request.
     *
     * @return empty if the client closed the connection between requests
     * @throws IOException if it broke off within a request, or sent what is not HTTP
     */
    Optional<Message> read() throws IOException {
        parser.reset();
        request.reset();
        while (true) {
            parse();
            if (request.isComplete()) {
                return Optional.of(request.message());
            }
            if (!fill()) {
                if (request.hasBegun()) {
                    throw new EOFException("the client closed the connection within a request");
                }
                return Optional.empty();
            }
        }
    }

    private void parse() throws IOException {
        while (buffer.hasRemaining() && !request.isComplete()) {
            int before = buffer.remaining();
            parser.parseNext(buffer);
            request.throwIfBad();
            if (request.takeExpectsContinue()) {
                write(CONTINUE.duplicate());
            }
            if (buffer.remaining() == before && !request.isComplete() && parser.isClosed()) {
                throw new IOException("the connection was closed by its last request");
            }
        }
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        return count >= 0;
    }

    /** Gives the room of the last request's body back, before the next one. */
    void forgetBody() {
        request.forgetBody();
    }

    /** Leaves the last request's body, and its room, to whoever took it. */
    void handOverBody() {
        request.handOverBody();
    }

    /** Writes the parts of an answer, one after the other. */
    void write(ByteBuffer... parts) throws IOException {
        long remaining = 0;
        for (ByteBuffer part : parts) {
            remaining += part.remaining();
        }
        while (remaining > 0) {
            remaining -= channel.write(parts);
        }
    }

    @Override
    public void close() throws IOException {
        request.forgetBody();
        channel.close();
    }
}
