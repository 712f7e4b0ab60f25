package davit.services.sqs.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What named attempts to receive got, for whoever did not see the answer and asks again.
 *
 * <p>Not thread safe: guarded by the lock of the queue. Times in milliseconds since 1970.
 */
final class Attempts {
    private static final int MOST_KNOWN = 1000;
    private static final long KEPT_MILLIS = 5 * 60 * 1000;

    private record Attempt(List<Entry> got, List<Integer> receives, long until) {}

    private final Map<String, Attempt> known = new LinkedHashMap<>();

    void remember(String name, List<Entry> got, long now) {
        known.put(
                name,
                new Attempt(
                        List.copyOf(got),
                        got.stream().map(entry -> entry.receives).toList(),
                        now + KEPT_MILLIS));
        if (known.size() > MOST_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** What the attempt got, if all of it is still kept from others by it; else it counts as a new one. */
    List<Entry> find(String name, long now) {
        Attempt attempt = known.get(name);
        if (attempt == null || attempt.until() <= now) {
            return List.of();
        }
        for (int i = 0; i < attempt.got().size(); i++) {
            Entry entry = attempt.got().get(i);
            boolean isHeld = entry.state == Entry.State.IN_FLIGHT && entry.visibleAt > now;
            if (!isHeld || entry.receives != attempt.receives().get(i)) {
                return List.of();
            }
        }
        return attempt.got();
    }

    /** A message is gone, and with it the attempts that got it. */
    void forget(Entry entry) {
        known.values().removeIf(attempt -> attempt.got().contains(entry));
    }
}
