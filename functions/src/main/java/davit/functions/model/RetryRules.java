package davit.functions.model;

import java.time.Duration;
import java.time.Instant;

/** What becomes of an asynchronous event after an attempt, as Lambda does it by default. */
public final class RetryRules {
    private static final int MAX_RETRIES = 2;
    private static final Duration MAX_AGE = Duration.ofHours(6);
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
         * @param condition Lambda's word: {@code RetriesExhausted}, {@code EventAgeExceeded}
         */
        record Dropped(String condition) implements Next {}
    }

    /** Decides by the outcome of the last attempt. */
    public static Next after(AsyncEvent event, InvocationOutcome outcome, Instant now) {
        return switch (outcome) {
            case InvocationOutcome.Returned _ -> new Next.Delivered();
            case InvocationOutcome.HandlerFailed _,
                    InvocationOutcome.ResponseTooLarge _,
                    InvocationOutcome.TimedOut _,
                    InvocationOutcome.RuntimeExited _,
                    InvocationOutcome.InitFailed _ -> afterError(event, now);
            case InvocationOutcome.Throttled _, InvocationOutcome.PlatformFailed _ -> {
                Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(event.refusals(), MAX_DOUBLINGS));
                yield within(event.refused(now.plus(wait.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : wait)));
            }
        };
    }

    private static Next afterError(AsyncEvent event, Instant now) {
        if (event.functionErrors() >= MAX_RETRIES) {
            return new Next.Dropped("RetriesExhausted");
        }
        return within(event.failed(now.plus(RETRY_STEP.multipliedBy(event.functionErrors() + 1L))));
    }

    private static Next within(AsyncEvent event) {
        return event.dueAt().isAfter(event.acceptedAt().plus(MAX_AGE))
                ? new Next.Dropped("EventAgeExceeded")
                : new Next.Again(event);
    }
}
