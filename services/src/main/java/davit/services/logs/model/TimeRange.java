package davit.services.logs.model;

import org.jspecify.annotations.Nullable;

/**
 * A span of time, in milliseconds since 1970.
 *
 * @param from the first
 * @param until the first behind it
 */
public record TimeRange(long from, long until) {
    /** All time. */
    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** As a request names it; an end that is absent is open. */
    public static TimeRange of(@Nullable Long from, @Nullable Long until) {
        return new TimeRange(from == null ? Long.MIN_VALUE : from, until == null ? Long.MAX_VALUE : until);
    }

    /** What of it is not before {@code oldest}. */
    public TimeRange since(long oldest) {
        return new TimeRange(Math.max(from, oldest), until);
    }

    /** Whether a time is in it. */
    public boolean contains(long time) {
        return time >= from && time < until;
    }

    /** Whether a time from {@code earliest} to {@code latest} may be in it. */
    public boolean meets(long earliest, long latest) {
        return latest >= from && earliest < until;
    }
}
