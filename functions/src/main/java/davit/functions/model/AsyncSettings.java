package davit.functions.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How asynchronous invocations of a function are retried ({@code FunctionEventInvokeConfig}).
 *
 * @param maximumRetryAttempts how often an event is tried again after the function failed, 0 to 2; absent for 2
 * @param maximumEventAgeSeconds how long an event is kept, 60 to 21,600; absent for 21,600
 * @param lastModified when this was set
 */
public record AsyncSettings(
        @Nullable Integer maximumRetryAttempts, @Nullable Integer maximumEventAgeSeconds, Instant lastModified) {
    /** Nothing set. */
    public static final AsyncSettings DEFAULT = new AsyncSettings(null, null, Instant.EPOCH);

    /** The most that can be set, and Lambda's default. */
    public static final int MAX_RETRY_ATTEMPTS = 2;

    /** The least age that can be set. */
    public static final int MIN_EVENT_AGE_SECONDS = 60;

    /** The greatest age that can be set, and Lambda's default. */
    public static final int MAX_EVENT_AGE_SECONDS = 21_600;

    /** How often an event is tried again after the function failed. */
    public int retries() {
        return maximumRetryAttempts == null ? MAX_RETRY_ATTEMPTS : maximumRetryAttempts;
    }

    /** How long an event is kept. */
    public Duration maxAge() {
        return Duration.ofSeconds(maximumEventAgeSeconds == null ? MAX_EVENT_AGE_SECONDS : maximumEventAgeSeconds);
    }
}
