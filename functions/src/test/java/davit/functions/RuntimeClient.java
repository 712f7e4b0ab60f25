package davit.functions;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A runtime's side of the Runtime API on one connection, as a small runtime interface client has it. */
public final class RuntimeClient implements Closeable {
    private static final String PREFIX = "/2018-06-01/runtime/";

    private final SocketChannel channel;
    private final InputStream in;

    /** Speaks on {@code channel}. */
    public RuntimeClient(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
    }

    /** An answer of the Runtime API; header names in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** A header's value; fails if it is not there. */
        public String header(String name) {
            String value = headers.get(name);
            if (value == null) {
                throw new AssertionError("no header " + name + " in " + headers);
            }
            return value;
        }

        /** The id of the event. */
        public String requestId() {
            return header("lambda-runtime-aws-request-id");
        }
    }

    /** Waits for an event. */
    public Answer next() throws IOException {
        return exchange("GET " + PREFIX + "invocation/next HTTP/1.1\r\nHost: 127.0.0.1:9001\r\n\r\n", "");
    }

    /** Asks for an event without waiting for it. */
    public void askNext() throws IOException {
        write("GET " + PREFIX + "invocation/next HTTP/1.1\r\nHost: 127.0.0.1:9001\r\n\r\n");
    }

    /** Answers an event. */
    public Answer respond(String requestId, String body) throws IOException {
        return post("invocation/" + requestId + "/response", "", body);
    }

    /** Reports that the handler failed. */
    public Answer fail(String requestId, String errorType, String body) throws IOException {
        return post("invocation/" + requestId + "/error", errorType(errorType), body);
    }

    /** Reports that the runtime could not begin. */
    public Answer failInit(String errorType, String body) throws IOException {
        return post("init/error", errorType(errorType), body);
    }

    private static String errorType(String errorType) {
        return "Lambda-Runtime-Function-Error-Type: " + errorType + "\r\n";
    }

    /** Sends any request to the Runtime API. */
    public Answer post(String path, String headers, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String head = "POST " + PREFIX + path + " HTTP/1.1\r\nHost: 127.0.0.1:9001\r\n" + headers + "Content-Length: "
                + length + "\r\n\r\n";
        return exchange(head, body);
    }

    /** Begins to answer an event in chunks. */
    public void beginStream(String requestId, String headers) throws IOException {
        write("POST " + PREFIX + "invocation/" + requestId + "/response HTTP/1.1\r\nHost: 127.0.0.1:9001\r\n"
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
                + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n" + headers
                + "\r\n");
    }

    /** Sends one chunk of an answer, in ASCII. */
    public void chunk(String text) throws IOException {
        write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    /** Ends an answer in chunks, with these trailers. */
    public Answer endStream(String trailers) throws IOException {
        return exchange("0\r\n" + trailers, "\r\n");
    }

    /** Sends bytes as they are, and reads the answer. */
    public Answer exchange(String head, String body) throws IOException {
        write(head + body);
        return read();
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            int ignored = channel.write(bytes);
        }
    }

    private Answer read() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(status.split(" ", -1)[1]), headers, body);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the Runtime API closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
