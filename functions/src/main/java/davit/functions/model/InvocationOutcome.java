package davit.functions.model;

import java.time.Duration;

/** How an invocation ended. */
public sealed interface InvocationOutcome {
    /** The handler posted a response; what was streamed is not kept. */
    record Returned(Payload payload) implements InvocationOutcome {}

    /**
     * The handler posted an error.
     *
     * @param errorType as the runtime named it, {@code Unhandled} if it did not
     * @param payload the error object
     */
    record HandlerFailed(String errorType, Payload payload) implements InvocationOutcome {}

    /**
     * The handler posted a larger response than it may.
     *
     * @param maxBytes how large it may be
     */
    record ResponseTooLarge(long maxBytes) implements InvocationOutcome {
        /** One that is not streamed. */
        public ResponseTooLarge() {
            this(Payload.MAX_RESPONSE_BYTES);
        }
    }

    /** The function's timeout passed first; the environment was ended. */
    record TimedOut(Duration timeout) implements InvocationOutcome {}

    /**
     * The runtime's process ended by itself, in the invocation or in the repeated init before it.
     *
     * @param end how it ended
     */
    record RuntimeExited(RuntimeEnd end) implements InvocationOutcome {}

    /**
     * The runtime posted an error of its init, twice.
     *
     * @param errorType as the runtime named it
     * @param payload the error object
     */
    record InitFailed(String errorType, Payload payload) implements InvocationOutcome {}

    /** Nothing ran: a concurrency limit was reached. */
    record Throttled(Reason reason) implements InvocationOutcome {
        /** Which limit. */
        public enum Reason {
            /** The function's own reserved concurrency. */
            RESERVED("ReservedFunctionConcurrentInvocationLimitExceeded"),
            /** What the account, or this machine, can run at once. */
            ACCOUNT("ConcurrentInvocationLimitExceeded");

            private final String word;

            Reason(String word) {
                this.word = word;
            }

            /** Lambda's word. */
            public String word() {
                return word;
            }
        }
    }

    /** Nothing ran: the function's role is gone, or does not trust Lambda any more. */
    record RoleNotAssumable() implements InvocationOutcome {}

    /** The platform could not run it. */
    record PlatformFailed(String message) implements InvocationOutcome {}

    /** Whether the function had the event, or tried to begin because of it. */
    default boolean hasRun() {
        return switch (this) {
            case Throttled _, RoleNotAssumable _, PlatformFailed _ -> false;
            case Returned _, HandlerFailed _, ResponseTooLarge _, TimedOut _, RuntimeExited _, InitFailed _ -> true;
        };
    }

    /** Gives back the room of a large answer that is needed no longer. */
    default void forget() {
        switch (this) {
            case Returned(Payload payload) -> payload.forget();
            case HandlerFailed(String _, Payload payload) -> payload.forget();
            case InitFailed _,
                    ResponseTooLarge _,
                    TimedOut _,
                    RuntimeExited _,
                    Throttled _,
                    RoleNotAssumable _,
                    PlatformFailed _ -> {
                // There is no large answer.
            }
        }
    }
}
