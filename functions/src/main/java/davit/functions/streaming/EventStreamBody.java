package davit.functions.streaming;

import davit.aws.eventstream.EventMessage;
import davit.base.http.HttpBody;
import davit.base.json.Json;
import davit.functions.model.Failures;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import davit.functions.model.Payload;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An answer as events: a {@code PayloadChunk} for what has come, at last {@code InvokeComplete}. */
public final class EventStreamBody implements HttpBody {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ResponsePipe pipe;

    /** The events of what comes through {@code pipe}. */
    public EventStreamBody(ResponsePipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            Optional<byte[]> bytes = pipe.next();
            while (bytes.isPresent()) {
                chunk(out, bytes.get());
                bytes = pipe.next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the platform is shutting down").initCause(e);
        }
        InvocationResult result = pipe.result().orElseThrow();
        if (result.outcome() instanceof InvocationOutcome.Returned(Payload whole)) {
            for (int start = 0; start < whole.size(); start += CHUNK_BYTES) {
                chunk(out, Arrays.copyOfRange(whole.bytes(), start, Math.min(whole.size(), start + CHUNK_BYTES)));
            }
        }
        EventMessage.write(out, "InvokeComplete", "application/json", Json.bytes(complete(result)));
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        EventMessage.write(out, "PayloadChunk", "application/octet-stream", bytes);
    }

    private static Map<String, String> complete(InvocationResult result) {
        Map<String, String> members = new LinkedHashMap<>();
        Failures.code(result.outcome()).ifPresent(code -> members.put("ErrorCode", code));
        Failures.payload(result.requestId(), result.outcome())
                .ifPresent(payload -> members.put("ErrorDetails", payload.text()));
        if (result.outcome() instanceof InvocationOutcome.PlatformFailed(String message)) {
            members.put("ErrorCode", "ServiceException");
            members.put("ErrorDetails", message);
        }
        result.logTail().ifPresent(tail -> members.put("LogResult", tail));
        return members;
    }

    @Override
    public void close() {
        pipe.abandon();
    }
}
