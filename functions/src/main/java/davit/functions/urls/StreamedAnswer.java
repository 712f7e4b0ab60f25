package davit.functions.urls;

import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.base.time.Time;
import davit.functions.engine.Dispatcher;
import davit.functions.engine.Served;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import davit.functions.model.Payload;
import davit.functions.streaming.ResponsePipe;
import davit.functions.streaming.StreamedBody;
import davit.functions.streaming.StreamedInvocation;
import java.util.Arrays;
import java.util.Optional;

/** Answers that come as the function makes them. */
final class StreamedAnswer {
    /** Status and headers before the body are no larger than this. */
    private static final int MAX_PRELUDE_BYTES = 64 * 1024;

    private final Dispatcher dispatcher;
    private final Time time;

    StreamedAnswer(Dispatcher dispatcher, Time time) {
        this.dispatcher = dispatcher;
        this.time = time;
    }

    /** Invokes, and returns once the status is known. */
    HttpResponse to(Served served, Invocation invocation) throws InterruptedException {
        ResponsePipe pipe = StreamedInvocation.begin(dispatcher, served, invocation, time);
        boolean isHandedOver = false;
        try {
            HttpResponse answer = answer(pipe);
            isHandedOver = true;
            return new HttpResponse(answer.status(), answer.headers(), HttpBody.closing(answer.body(), pipe::abandon));
        } finally {
            if (!isHandedOver) {
                pipe.abandon();
            }
        }
    }

    private static HttpResponse answer(ResponsePipe pipe) throws InterruptedException {
        Optional<String> type = pipe.contentType();
        if (type.isEmpty()) {
            return whole(pipe.result().orElseThrow());
        }
        if (type.get().equals(UrlAnswer.WITH_PRELUDE)) {
            return withPrelude(pipe);
        }
        return new HttpResponse(200, HttpHeaders.of("content-type", type.get()), new StreamedBody(new byte[0], pipe));
    }

    /** What a function returned that does not stream reaches the client as it is. */
    private static HttpResponse whole(InvocationResult result) {
        return result.outcome() instanceof InvocationOutcome.Returned(Payload payload)
                ? HttpResponse.json(200, payload.bytes())
                : UrlHandler.failed(result.outcome());
    }

    private static HttpResponse withPrelude(ResponsePipe pipe) throws InterruptedException {
        byte[] begun = new byte[0];
        int end = -1;
        while (end < 0 && begun.length <= MAX_PRELUDE_BYTES) {
            Optional<byte[]> more = pipe.next();
            if (more.isEmpty()) {
                return UrlAnswer.badGateway();
            }
            byte[] joined = Arrays.copyOf(begun, begun.length + more.get().length);
            System.arraycopy(more.get(), 0, joined, begun.length, more.get().length);
            begun = joined;
            end = UrlAnswer.endOfPrelude(begun, begun.length);
        }
        if (end < 0) {
            return UrlAnswer.badGateway();
        }
        byte[] rest = Arrays.copyOfRange(begun, end + UrlAnswer.SEPARATOR_BYTES, begun.length);
        return UrlAnswer.begun(Arrays.copyOf(begun, end), new StreamedBody(rest, pipe));
    }
}
