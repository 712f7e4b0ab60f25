package davit.services.sqs.store;

import davit.aws.arn.Arn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A move of messages from a dead-letter queue.
 *
 * @param id its unique id
 * @param region where it was asked for
 * @param source the dead-letter queue
 * @param destination where to; each message's own source if it is not said
 * @param perSecond how many messages a second, if that is limited
 * @param started when
 * @param status {@code RUNNING}, {@code COMPLETED}, {@code CANCELLING}, {@code CANCELLED} or {@code FAILED}
 * @param toMove how many there were
 * @param moved how many were moved
 * @param lastNumber the number of the last message that was there when it began
 * @param failure why it failed, if it did
 */
public record StoredTask(
        String id,
        String region,
        Arn source,
        @Nullable Arn destination,
        @Nullable Integer perSecond,
        Instant started,
        String status,
        long toMove,
        long moved,
        long lastNumber,
        @Nullable String failure) {
    /** With another status, and as many moved. */
    public StoredTask as(String its, long movedNow, @Nullable String failed) {
        return new StoredTask(
                id, region, source, destination, perSecond, started, its, toMove, movedNow, lastNumber, failed);
    }
}
