package davit.functions.runtimeapi;

import davit.base.http.HttpHeaders;
import davit.functions.model.Payload;
import davit.functions.model.ResponseStream;
import davit.functions.runtimeapi.RuntimeCalls.StreamEnd;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The streamed answer that a connection brings just now, if it does. For one thread. */
final class StreamedResponse {
    /** The header of a response that may be streamed, with the value {@code streaming}. */
    static final String MODE = "lambda-runtime-function-response-mode";

    private static final String BYTES = "application/octet-stream";

    private final RuntimeCalls calls;
    private String requestId = "";
    private @Nullable ResponseStream stream;
    private @Nullable Reply refusal;

    StreamedResponse(RuntimeCalls calls) {
        this.calls = calls;
    }

    /** Begins one, if the request whose head has come is one and its bytes are wanted as they come. */
    boolean begin(String method, String path, HttpHeaders headers) {
        Optional<String> answered = method.equals("POST") ? RuntimeApi.answeredBy(path) : Optional.empty();
        boolean isStreaming =
                headers.first(MODE).filter("streaming"::equalsIgnoreCase).isPresent();
        if (answered.isEmpty() || !isStreaming) {
            return false;
        }
        requestId = answered.get();
        refusal = null;
        stream = calls.stream(requestId, headers.first("content-type").orElse(BYTES))
                .orElse(null);
        return stream != null;
    }

    /** Passes bytes on, all of them. */
    void take(ByteBuffer content) throws InterruptedException {
        if (stream == null || refusal != null) {
            content.position(content.limit());
        } else if (!stream.write(content)) {
            refusal = calls.streamed(requestId, new StreamEnd.TooLarge());
        }
    }

    /** Whether one has begun and not ended. */
    boolean isOpen() {
        return stream != null;
    }

    /** Ends it; the headers have the trailers, which say whether the handler failed after all. */
    Reply end(HttpHeaders headers) {
        stream = null;
        if (refusal != null) {
            return refusal;
        }
        Optional<String> errorType = headers.first(RuntimeApi.ERROR_TYPE);
        Payload details = headers.first(RuntimeApi.ERROR_BODY)
                .map(StreamedResponse::decoded)
                .orElse(Payload.of("{}"));
        return calls.streamed(
                requestId,
                errorType
                        .<StreamEnd>map(type -> new StreamEnd.Failed(type, details))
                        .orElse(new StreamEnd.Whole()));
    }

    private static Payload decoded(String encoded) {
        try {
            return Payload.of(Base64.getMimeDecoder().decode(encoded));
        } catch (IllegalArgumentException _) {
            return Payload.of(encoded);
        }
    }

    /** The connection is gone. */
    void breakOff() {
        if (stream != null) {
            stream = null;
            calls.brokeOff(requestId);
        }
    }
}
