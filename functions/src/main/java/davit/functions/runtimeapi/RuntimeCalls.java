package davit.functions.runtimeapi;

import davit.functions.model.Payload;
import davit.functions.model.ResponseStream;
import java.util.Optional;

/**
 * What a runtime tells the platform, and asks it for: the Runtime API without HTTP.
 *
 * <p>Thread safety: called from the threads of the runtime's connections.
 */
public interface RuntimeCalls {
    /**
     * The runtime is ready for an event. Once one is there, {@code call} is answered; not by this method's return.
     */
    Reply next(NextCall call);

    /** The connection of {@code call} was closed by the runtime. */
    void abandoned(NextCall call);

    /** The handler returned. */
    Reply response(String requestId, Body body);

    /**
     * The handler begins to answer in a stream.
     *
     * @return where its bytes go, followed by {@link #streamed}; empty if the answer is wanted whole, and given to
     *     {@link #response} or {@link #error}
     */
    Optional<ResponseStream> stream(String requestId, String contentType);

    /** A streamed answer has ended. */
    Reply streamed(String requestId, StreamEnd end);

    /** The connection broke within a streamed answer; waits a moment for the process to end, which may be why. */
    void brokeOff(String requestId);

    /** The handler failed. */
    Reply error(String requestId, String errorType, Body body);

    /** The runtime could not begin. */
    Reply initError(String errorType, Body body);

    /** How a streamed answer ended. */
    sealed interface StreamEnd {
        /** All of it came. */
        record Whole() implements StreamEnd {}

        /** The handler failed after it had begun to answer. */
        record Failed(String errorType, Payload payload) implements StreamEnd {}

        /** It is larger than {@link ResponseStream#MAX_BYTES}. */
        record TooLarge() implements StreamEnd {}
    }

    /** What a runtime posted. */
    sealed interface Body {
        /** All of it. */
        record Whole(Payload payload) implements Body {}

        /** More than {@link Payload#MAX_RESPONSE_BYTES}; not kept. */
        record TooLarge() implements Body {}
    }
}
