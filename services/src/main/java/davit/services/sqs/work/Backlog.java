package davit.services.sqs.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The messages of a queue by what is to happen to them next: those to be had by the {@link Order}, the others by the time
 * when they will be. Finding the next costs the logarithm of their number.
 *
 * <p>Not thread safe: guarded by the lock of the queue. Times in milliseconds since 1970.
 */
final class Backlog {
    private final Order order;
    private final Map<Long, Entry> byNumber = new HashMap<>();
    private final TreeSet<Entry> waiting = new TreeSet<>(
            Comparator.<Entry>comparingLong(entry -> entry.visibleAt).thenComparingLong(entry -> entry.number));
    private final Map<Entry.State, Integer> counts = new EnumMap<>(Entry.State.class);

    Backlog(boolean isFifo) {
        this.order = isFifo ? new GroupOrder() : new SentOrder();
    }

    void add(Entry entry) {
        byNumber.put(entry.number, entry);
        waiting.add(entry);
        count(entry.state, 1);
        order.add(entry);
    }

    Optional<Entry> find(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    Collection<Entry> all() {
        return byNumber.values();
    }

    void remove(Entry entry) {
        if (byNumber.remove(entry.number) != null) {
            waiting.remove(entry);
            count(entry.state, -1);
            order.remove(entry);
        }
    }

    int count(Entry.State state) {
        return counts.getOrDefault(state, 0);
    }

    private void count(Entry.State state, int more) {
        counts.merge(state, more, Integer::sum);
    }

    /** Makes what has waited long enough to be had. */
    void wake(long now) {
        while (!waiting.isEmpty() && waiting.first().visibleAt <= now) {
            become(waiting.first(), Entry.State.READY, waiting.first().visibleAt);
        }
    }

    /** When the next message will have waited long enough; the end of time if none waits. */
    long nextWake() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().visibleAt;
    }

    /** Changes a message's state, and until when it waits in it. */
    void become(Entry entry, Entry.State state, long visibleAt) {
        Entry.State before = entry.state;
        waiting.remove(entry);
        count(before, -1);
        entry.state = state;
        entry.visibleAt = visibleAt;
        count(state, 1);
        if (state == Entry.State.DELAYED || state == Entry.State.IN_FLIGHT) {
            waiting.add(entry);
        }
        order.changed(entry, before);
    }

    List<Entry> next(int most) {
        return order.next(most);
    }

    boolean hasNext() {
        return order.hasNext();
    }

    /** The messages that were sent before a time. */
    List<Entry> sentBefore(long time) {
        List<Entry> old = new ArrayList<>();
        for (Entry entry : byNumber.values()) {
            if (entry.sent < time && entry.state != Entry.State.MOVING) {
                old.add(entry);
            }
        }
        return old;
    }
}
