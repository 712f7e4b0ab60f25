package davit.services.sqs.work;

import davit.services.sqs.store.StoredDuplicate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that a FIFO queue was sent lately, oldest first.
 *
 * <p>Not thread safe: guarded by the lock of the queue. Times in milliseconds since 1970.
 */
final class Deduplications {
    static final long KEPT_MILLIS = 5 * 60 * 1000;

    private final Map<String, StoredDuplicate> known = new LinkedHashMap<>();

    Optional<StoredDuplicate> find(String key, long now) {
        return Optional.ofNullable(known.get(key)).filter(duplicate -> duplicate.until() > now);
    }

    void remember(String key, StoredDuplicate duplicate) {
        known.remove(key);
        known.put(key, duplicate);
    }

    void forget(String key) {
        known.remove(key);
    }

    /** Forgets what need not be known any more; returns what that was. */
    List<String> expire(long now) {
        List<String> old = new ArrayList<>();
        Iterator<Map.Entry<String, StoredDuplicate>> oldest = known.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, StoredDuplicate> next = oldest.next();
            if (next.getValue().until() > now) {
                break;
            }
            old.add(next.getKey());
            oldest.remove();
        }
        return old;
    }
}
