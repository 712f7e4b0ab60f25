package davit.functions.model;

import java.time.Duration;
import java.time.Instant;

/** What becomes of an asynchronous event after an attempt, as Lambda does it. */
public final class RetryRules {
    private static final Duration RETRY_STEP = Duration.ofMinutes(1);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 9;

    private RetryRules() {}

    /** What becomes of an event. */
    public sealed interface Next {
        /** It is over: the function returned. */
        record Delivered() implements Next {}

        /** It is tried again when it is due. */
        record Again(AsyncEvent event) implements Next {}

        /**
         * It is given up.
         *
         * @param condition Lambda's word: {@code RetriesExhausted}, {@code EventAgeExceeded}, {@code ZeroReservedConcurrency}
         */
        record Dropped(String condition) implements Next {}
    }

    /** Decides by the outcome of the last attempt. */
    public static Next after(AsyncEvent event, InvocationOutcome outcome, AsyncSettings settings, Instant now) {
        return switch (outcome) {
            case InvocationOutcome.Returned _ -> new Next.Delivered();
            case InvocationOutcome.HandlerFailed _,
                    InvocationOutcome.ResponseTooLarge _,
                    InvocationOutcome.TimedOut _,
                    InvocationOutcome.RuntimeExited _,
                    InvocationOutcome.InitFailed _ -> afterError(event, settings, now);
            case InvocationOutcome.Throttled _,
                    InvocationOutcome.RoleNotAssumable _,
                    InvocationOutcome.PlatformFailed _ -> within(later(event, now), settings);
        };
    }

    /** The event after an attempt that says nothing of the function: due after a pause that grows to five minutes. */
    public static AsyncEvent later(AsyncEvent event, Instant now) {
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(event.refusals(), MAX_DOUBLINGS));
        return event.refused(now.plus(wait.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : wait));
    }

    private static Next afterError(AsyncEvent event, AsyncSettings settings, Instant now) {
        if (event.functionErrors() >= settings.retries()) {
            return new Next.Dropped("RetriesExhausted");
        }
        return within(event.failed(now.plus(RETRY_STEP.multipliedBy(event.functionErrors() + 1L))), settings);
    }

    private static Next within(AsyncEvent event, AsyncSettings settings) {
        return isTooOld(event, settings, event.dueAt()) ? tooOld() : new Next.Again(event);
    }

    /** Whether an event is older than the function wants it; then it is not tried, {@link #tooOld}. */
    public static boolean isTooOld(AsyncEvent event, AsyncSettings settings, Instant now) {
        return now.isAfter(event.acceptedAt().plus(settings.maxAge()));
    }

    /** What becomes of an event that is too old. */
    public static Next tooOld() {
        return new Next.Dropped("EventAgeExceeded");
    }

    /** What becomes of an event whose function may run nothing at all: its reserved concurrency is 0. */
    public static Next whileSwitchedOff() {
        return new Next.Dropped("ZeroReservedConcurrency");
    }
}
