package davit.functions.runtimeapi;

import davit.functions.model.Payload;

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

    /** The handler failed. */
    Reply error(String requestId, String errorType, Body body);

    /** The runtime could not begin. */
    Reply initError(String errorType, Body body);

    /** What a runtime posted. */
    sealed interface Body {
        /** All of it. */
        record Whole(Payload payload) implements Body {}

        /** More than {@link Payload#MAX_RESPONSE_BYTES}; not kept. */
        record TooLarge() implements Body {}
    }
}
