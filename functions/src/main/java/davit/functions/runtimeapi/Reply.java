package davit.functions.runtimeapi;

/** What the Runtime API answers to a call other than with an event. */
public sealed interface Reply {
    /** 202. */
    record Accepted() implements Reply {}

    /** The call is kept, and answered when there is an event. */
    record Parked() implements Reply {}

    /** 400: no such invocation is running. */
    record InvalidRequestId() implements Reply {}

    /** 403: the call does not fit what the runtime is doing. */
    record InvalidStateTransition(String from, String to) implements Reply {}

    /** 413: the answer is larger than {@code maxBytes}. */
    record TooLarge(long maxBytes) implements Reply {}

    /** The HTTP status. */
    default int status() {
        return switch (this) {
            case Accepted _ -> 202;
            case Parked _ -> 200;
            case InvalidRequestId _ -> 400;
            case InvalidStateTransition _ -> 403;
            case TooLarge _ -> 413;
        };
    }

    /** The JSON body. */
    default String body() {
        return switch (this) {
            case Accepted _ -> "{\"status\":\"OK\"}\n";
            case Parked _ -> "";
            case InvalidRequestId _ -> error("Invalid request ID", "InvalidRequestID");
            case InvalidStateTransition(String from, String to) ->
                error("Transition from " + from + " to " + to + " is not allowed.", "InvalidStateTransition");
            case TooLarge(long maxBytes) ->
                error("Exceeded maximum allowed payload size (" + maxBytes + " bytes).", "RequestEntityTooLarge");
        };
    }

    private static String error(String message, String type) {
        return "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n";
    }
}
