package davit.services.sqs.store;

import davit.services.sqs.model.QueueName;
import java.time.Instant;
import java.util.Map;

/**
 * A queue on disk.
 *
 * @param id its unique id; a queue of the same name that is made later has another
 * @param name which queue
 * @param attributes those that were set
 * @param tags its tags
 * @param created when it was made
 * @param modified when its attributes were last changed
 * @param purgedThrough messages up to this number are purged
 */
public record StoredQueue(
        String id,
        QueueName name,
        Map<String, String> attributes,
        Map<String, String> tags,
        Instant created,
        Instant modified,
        long purgedThrough) {
    /** Keeps copies. */
    public StoredQueue {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    /** With other attributes. */
    public StoredQueue withAttributes(Map<String, String> its, Instant now) {
        return new StoredQueue(id, name, its, tags, created, now, purgedThrough);
    }

    /** With other tags. */
    public StoredQueue withTags(Map<String, String> its) {
        return new StoredQueue(id, name, attributes, its, created, modified, purgedThrough);
    }

    /** Without the messages up to a number. */
    public StoredQueue purged(long through) {
        return new StoredQueue(id, name, attributes, tags, created, modified, through);
    }
}
