package davit.functions.runtimeapi;

import davit.base.http.AcceptLoop;
import davit.base.http.HttpHeaders;
import davit.base.time.Time;
import davit.functions.model.Invocation;
import davit.functions.model.Payload;
import davit.functions.runtimeapi.HttpConnection.Message;
import davit.functions.runtimeapi.RuntimeCalls.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the Runtime API of one sandbox: {@code http://127.0.0.1:9001/2018-06-01/runtime/…}.
 *
 * <p>Each connection has a thread that reads its requests. The event for a runtime that waits in
 * {@code invocation/next} is written by the thread that brings it. The first connections have platform threads, which the
 * kernel wakes directly when the answer comes; a virtual one is woken by another thread that waits for its connection
 * (docs/decisions/0011-warm-path.md).
 */
public final class RuntimeApi {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String INVOCATION = "invocation/";
    static final String ERROR_TYPE = "lambda-runtime-function-error-type";
    static final String ERROR_BODY = "lambda-runtime-function-error-body";
    private static final String UNHANDLED = "Unhandled";

    /** How many connections a sandbox may have at once; more are closed at once. */
    private static final int MAX_CONNECTIONS = 32;

    /** As many as the runtimes in use have; a function cannot take more of the machine's threads. */
    private static final int CONNECTIONS_WITH_PLATFORM_THREADS = 2;

    private final RuntimeCalls calls;
    private final BodyBudget budget = new BodyBudget();
    private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);
    private final Semaphore platformThreads = new Semaphore(CONNECTIONS_WITH_PLATFORM_THREADS);

    private RuntimeApi(RuntimeCalls calls) {
        this.calls = calls;
    }

    /** Begins to serve what {@code inside} accepts, until it is closed, and returns. */
    public static void serve(ServerSocketChannel inside, RuntimeCalls calls, Time time) {
        RuntimeApi api = new RuntimeApi(calls);
        AcceptLoop loop = new AcceptLoop(inside, api::take, time);
        Thread.ofVirtual().name("runtime-api").start(loop::untilClosed);
    }

    private void take(SocketChannel channel) throws IOException {
        if (!connections.tryAcquire()) {
            channel.close();
        } else if (platformThreads.tryAcquire()) {
            Thread.ofPlatform().daemon().name("runtime-connection").start(() -> converseByPlatformThread(channel));
        } else {
            Thread.ofVirtual().name("runtime-connection").start(() -> converse(channel));
        }
    }

    private void converseByPlatformThread(SocketChannel channel) {
        try {
            converse(channel);
        } finally {
            platformThreads.release();
        }
    }

    private void converse(SocketChannel channel) {
        StreamedResponse streamed = new StreamedResponse(calls);
        try (HttpConnection connection = new HttpConnection(channel, Payload.MAX_RESPONSE_BYTES, budget, streamed)) {
            new Conversation(connection, streamed).untilClosed();
        } catch (IOException e) {
            LOG.debug("a runtime's connection broke: {}", e.toString());
        } finally {
            connections.release();
        }
    }

    /** The requests of one connection. */
    private final class Conversation {
        private final HttpConnection connection;
        private final StreamedResponse streamed;
        private final NextCall nextCall = this::writeEvent;

        Conversation(HttpConnection connection, StreamedResponse streamed) {
            this.connection = connection;
            this.streamed = streamed;
        }

        void untilClosed() throws IOException {
            try {
                boolean isOpen = true;
                while (isOpen) {
                    Optional<Message> message = connection.read();
                    isOpen = message.isPresent() && answer(message.get());
                }
            } finally {
                calls.abandoned(nextCall);
                streamed.breakOff();
            }
        }

        /** Returns whether the connection stays open. */
        private boolean answer(Message message) throws IOException {
            String path = message.path().startsWith(PREFIX) ? message.path().substring(PREFIX.length()) : "";
            if (message.method().equals("GET") && path.equals("invocation/next")) {
                next();
                return true;
            }
            Optional<Reply> reply = message.method().equals("POST") ? post(path, message) : Optional.empty();
            boolean isOfInvocation = path.startsWith(INVOCATION);
            if (isOfInvocation && reply.isPresent() && reply.get() instanceof Reply.Accepted) {
                connection.handOverBody();
            } else {
                connection.forgetBody();
            }
            if (reply.isPresent()) {
                write(reply.get().status(), reply.get().body(), message.isClosing());
            } else {
                String unknown = "{\"errorMessage\":\"There is no such call\",\"errorType\":\"NotFound\"}\n";
                write(404, unknown, message.isClosing());
            }
            return !message.isClosing();
        }

        private void next() throws IOException {
            Reply reply = calls.next(nextCall);
            if (!(reply instanceof Reply.Parked)) {
                write(reply.status(), reply.body(), false);
            }
        }

        private Optional<Reply> post(String path, Message message) {
            if (path.equals("init/error")) {
                return Optional.of(calls.initError(errorType(message.headers()), message.body()));
            }
            if (path.startsWith(INVOCATION) && path.endsWith("/response")) {
                return Optional.of(response(requestId(path), message));
            }
            if (path.startsWith(INVOCATION) && path.endsWith("/error")) {
                return Optional.of(calls.error(requestId(path), errorType(message.headers()), message.body()));
            }
            return Optional.empty();
        }

        /** A response in chunks may turn out to be an error when its trailers come. */
        private Reply response(String requestId, Message message) {
            if (streamed.isOpen()) {
                return streamed.end(message.headers());
            }
            Optional<String> errorBody = message.headers().first(ERROR_BODY);
            if (message.headers().first(ERROR_TYPE).isEmpty()) {
                return calls.response(requestId, message.body());
            }
            errorBody.ifPresent(_ -> connection.forgetBody()); // what came before it is no answer
            Body body = errorBody
                    .<Body>map(encoded ->
                            new Body.Whole(Payload.of(Base64.getMimeDecoder().decode(encoded))))
                    .orElse(message.body());
            return calls.error(requestId, errorType(message.headers()), body);
        }

        private void writeEvent(Invocation invocation, Instant deadline) throws IOException {
            StringBuilder head = new StringBuilder(512)
                    .append("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: ")
                    .append(invocation.requestId())
                    .append("\r\nLambda-Runtime-Deadline-Ms: ")
                    .append(deadline.toEpochMilli())
                    .append("\r\nLambda-Runtime-Invoked-Function-Arn: ")
                    .append(invocation.invokedArn())
                    .append("\r\nLambda-Runtime-Trace-Id: ")
                    .append(invocation.traceId());
            if (invocation.clientContext() != null) {
                head.append("\r\nLambda-Runtime-Client-Context: ").append(oneLine(invocation.clientContext()));
            }
            head.append("\r\nContent-Length: ")
                    .append(invocation.payload().size())
                    .append("\r\n\r\n");
            connection.write(bytes(head.toString()), invocation.payload().buffer());
        }

        private void write(int status, String body, boolean isClosing) throws IOException {
            ByteBuffer content = bytes(body);
            String head = "HTTP/1.1 " + status + " " + reason(status)
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + content.remaining()
                    + (isClosing ? "\r\nConnection: close" : "") + "\r\n\r\n";
            connection.write(bytes(head), content);
        }
    }

    /** The id of the invocation that a request with this path answers. */
    static Optional<String> answeredBy(String path) {
        return path.startsWith(PREFIX + INVOCATION) && path.endsWith("/response")
                ? Optional.of(requestId(path.substring(PREFIX.length())))
                : Optional.empty();
    }

    private static String requestId(String path) {
        return path.substring(INVOCATION.length(), Math.max(INVOCATION.length(), path.lastIndexOf('/')));
    }

    private static String errorType(HttpHeaders headers) {
        return headers.first(ERROR_TYPE).filter(type -> !type.isBlank()).orElse(UNHANDLED);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]", " ");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(int status) {
        return switch (status) {
            case 202 -> "Accepted";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 413 -> "Request Entity Too Large";
            default -> "OK";
        };
    }
}
