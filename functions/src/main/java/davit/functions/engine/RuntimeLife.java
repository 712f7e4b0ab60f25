package davit.functions.engine;

import davit.functions.model.InvocationOutcome;
import davit.functions.model.Payload;
import davit.functions.model.ResponseStream;
import davit.functions.model.RuntimeEnd;
import davit.functions.runtimeapi.Reply;
import davit.functions.runtimeapi.RuntimeCalls.Body;
import davit.functions.runtimeapi.RuntimeCalls.StreamEnd;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one runtime's process: init, then idle (frozen) and invoking in turns, then ended. Deterministic: calls of
 * the runtime, of the invoker and the process's end come in as methods, with the time.
 *
 * <pre>
 *  INITIALIZING ──next──▶ IDLE ──begin──▶ INVOKING ──response, error──▶ SETTLING ──next──▶ IDLE
 *                          │ ▲                │                            │
 *                   freeze ▼ │ begin, thawed  │ exit, timeout              │ exit
 *           FREEZING ─▶ FROZEN ─▶ THAWING     ▼                            ▼
 *                                           ENDED ◀────────────────────────┘
 * </pre>
 *
 * <p>For one thread at a time.
 */
final class RuntimeLife {
    /** What the runtime is doing. */
    enum Phase {
        /** It was started and has not asked for an event. */
        INITIALIZING("RuntimeStarted"),
        /** It waits for an event, running. */
        IDLE("RuntimeReady"),
        /** It is being frozen. */
        FREEZING("RuntimeReady"),
        /** It waits for an event, frozen. */
        FROZEN("RuntimeReady"),
        /** It is being thawed for an event. */
        THAWING("RuntimeReady"),
        /** It has an event. */
        INVOKING("RuntimeRunning"),
        /** It has answered and not asked again. */
        SETTLING("RuntimeResponseSent"),
        /** It is no more. */
        ENDED("RuntimeExited");

        private final String word;

        Phase(String word) {
            this.word = word;
        }
    }

    /** How the init went. */
    sealed interface InitEnd {
        /** The runtime asked for an event. */
        record Ready(long atNanos) implements InitEnd {}

        /** The runtime posted an error. */
        record Failed(String errorType, Payload payload) implements InitEnd {}

        /** The process ended. */
        record Exited(RuntimeEnd end) implements InitEnd {}
    }

    /** How the invocation went. */
    record Completed(InvocationOutcome outcome, long atNanos) {}

    private Phase phase = Phase.INITIALIZING;
    private @Nullable InitEnd initEnd;
    private String requestId = "";
    private @Nullable Completed completed;
    private boolean isStreaming;

    Phase phase() {
        return phase;
    }

    /** Whether the runtime has this event and has not answered it. */
    boolean isInvoking(String id) {
        return phase == Phase.INVOKING && id.equals(requestId);
    }

    /** How the init went; empty while it goes on. */
    Optional<InitEnd> initEnd() {
        return Optional.ofNullable(initEnd);
    }

    /** How the running invocation went; empty while it goes on. */
    Optional<Completed> completed() {
        return Optional.ofNullable(completed);
    }

    /** The runtime asks for an event. */
    Reply next(long nowNanos) {
        switch (phase) {
            case INITIALIZING -> {
                if (initEnd != null) {
                    return wrongState("RuntimeReady");
                }
                initEnd = new InitEnd.Ready(nowNanos);
                phase = Phase.IDLE;
            }
            case SETTLING -> phase = Phase.IDLE;
            case IDLE, FREEZING, FROZEN, THAWING -> {
                // It asks by another connection than before.
            }
            case INVOKING, ENDED -> {
                return wrongState("RuntimeReady");
            }
        }
        return new Reply.Parked();
    }

    /** The runtime answers the event. */
    Reply response(String id, Body body, long nowNanos) {
        if (phase != Phase.INVOKING || isStreaming) {
            return wrongState("RuntimeInvocationResponse");
        }
        if (!id.equals(requestId)) {
            return new Reply.InvalidRequestId();
        }
        return switch (body) {
            case Body.Whole(Payload payload) -> {
                complete(new InvocationOutcome.Returned(payload), nowNanos);
                yield new Reply.Accepted();
            }
            case Body.TooLarge _ -> {
                complete(new InvocationOutcome.ResponseTooLarge(), nowNanos);
                yield new Reply.TooLarge(Payload.MAX_RESPONSE_BYTES);
            }
        };
    }

    /** The runtime begins to stream its answer; returns whether it may. */
    boolean beginStream(String id) {
        boolean may = isInvoking(id) && !isStreaming;
        isStreaming |= may;
        return may;
    }

    /** Whether the runtime streams its answer just now. */
    boolean isStreaming() {
        return phase == Phase.INVOKING && isStreaming;
    }

    /** The runtime has streamed its answer. */
    Reply endStream(String id, StreamEnd end, long nowNanos) {
        if (!isInvoking(id) || !isStreaming) {
            return wrongState("RuntimeInvocationResponse");
        }
        return switch (end) {
            case StreamEnd.Whole _ -> {
                complete(new InvocationOutcome.Returned(Payload.EMPTY), nowNanos);
                yield new Reply.Accepted();
            }
            case StreamEnd.Failed(String errorType, Payload payload) -> {
                complete(new InvocationOutcome.HandlerFailed(errorType, payload), nowNanos);
                yield new Reply.Accepted();
            }
            case StreamEnd.TooLarge _ -> {
                complete(new InvocationOutcome.ResponseTooLarge(ResponseStream.MAX_BYTES), nowNanos);
                yield new Reply.TooLarge(ResponseStream.MAX_BYTES);
            }
        };
    }

    /** The runtime reports that the handler failed. */
    Reply error(String id, String errorType, Body body, long nowNanos) {
        if (phase != Phase.INVOKING || isStreaming) {
            return wrongState("RuntimeInvocationErrorResponse");
        }
        if (!id.equals(requestId)) {
            return new Reply.InvalidRequestId();
        }
        return switch (body) {
            case Body.Whole(Payload payload) -> {
                complete(new InvocationOutcome.HandlerFailed(errorType, payload), nowNanos);
                yield new Reply.Accepted();
            }
            case Body.TooLarge _ -> {
                complete(new InvocationOutcome.ResponseTooLarge(), nowNanos);
                yield new Reply.TooLarge(Payload.MAX_RESPONSE_BYTES);
            }
        };
    }

    /** The runtime reports that it could not begin. */
    Reply initError(String errorType, Body body) {
        if (phase != Phase.INITIALIZING || initEnd != null) {
            return wrongState("RuntimeInitError");
        }
        initEnd = new InitEnd.Failed(errorType, body instanceof Body.Whole(Payload payload) ? payload : Payload.EMPTY);
        return new Reply.Accepted();
    }

    private Reply wrongState(String to) {
        return new Reply.InvalidStateTransition(phase.word, to);
    }

    private void complete(InvocationOutcome outcome, long nowNanos) {
        completed = new Completed(outcome, nowNanos);
        phase = Phase.SETTLING;
    }

    /** What must happen before an event can be given. */
    enum Begin {
        /** Nothing: it was given. */
        BEGUN,
        /** The sandbox must be thawed, then {@link #thawed}. */
        MUST_THAW,
        /** Somebody else freezes it just now: ask again when that is over. */
        MUST_WAIT,
        /** The process ended, no event can be given. */
        ENDED
    }

    /** Gives the runtime an event. */
    Begin begin(String newRequestId) {
        return switch (phase) {
            case IDLE -> {
                invoke(newRequestId);
                yield Begin.BEGUN;
            }
            case FROZEN -> {
                phase = Phase.THAWING;
                yield Begin.MUST_THAW;
            }
            case FREEZING -> Begin.MUST_WAIT;
            case ENDED -> Begin.ENDED;
            case INITIALIZING, THAWING, INVOKING, SETTLING ->
                throw new IllegalStateException("an event for a runtime that is " + phase);
        };
    }

    /** The sandbox was thawed for an event; returns whether the runtime lives, and has it. */
    boolean thawed(String newRequestId) {
        if (phase != Phase.THAWING) {
            return false;
        }
        invoke(newRequestId);
        return true;
    }

    private void invoke(String newRequestId) {
        requestId = newRequestId;
        completed = null;
        isStreaming = false;
        phase = Phase.INVOKING;
    }

    /** Whether the sandbox is to be frozen now; then {@link #frozen} follows. */
    boolean freeze() {
        if (phase == Phase.IDLE) {
            phase = Phase.FREEZING;
            return true;
        }
        return false;
    }

    /** The sandbox is frozen. */
    void frozen() {
        if (phase == Phase.FREEZING) {
            phase = Phase.FROZEN;
        }
    }

    /** The process ended by itself. */
    void exited(RuntimeEnd end, long nowNanos) {
        if (phase == Phase.INITIALIZING && initEnd == null) {
            initEnd = new InitEnd.Exited(end);
        } else if (phase == Phase.INVOKING) {
            completed = new Completed(new InvocationOutcome.RuntimeExited(end), nowNanos);
        }
        phase = Phase.ENDED;
    }

    /** The invocation's time is over: it ends, unless it just has. */
    void timeOut(Duration timeout, long nowNanos) {
        if (phase == Phase.INVOKING) {
            completed = new Completed(new InvocationOutcome.TimedOut(timeout), nowNanos);
            phase = Phase.ENDED;
        }
    }

    /** The platform ends the process. */
    void stop(long nowNanos) {
        if (phase == Phase.INVOKING) {
            completed = new Completed(
                    new InvocationOutcome.PlatformFailed("The environment was ended by the platform."), nowNanos);
        } else if (phase == Phase.INITIALIZING && initEnd == null) {
            initEnd = new InitEnd.Exited(new RuntimeEnd.Killed(9));
        }
        phase = Phase.ENDED;
    }
}
