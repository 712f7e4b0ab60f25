package davit.services.sqs.store;

import org.jspecify.annotations.Nullable;

/**
 * What of a message decides who gets it when; times in milliseconds since 1970.
 *
 * @param sent when it was sent
 * @param visibleAt before when nobody gets it
 * @param receives how often it was received
 * @param firstReceived when it was first received; 0 if never
 * @param group its message group, if it has one
 */
public record StoredEntry(
        long sent,
        long visibleAt,
        int receives,
        long firstReceived,
        @Nullable String group) {}
