package davit.functions.work;

import davit.functions.model.AsyncEvent;
import davit.functions.model.FunctionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Which event is delivered next: for each function the one that is due longest. For one thread at a time. */
public final class AsyncQueue {
    /** How many events of one function are delivered at once. */
    public static final int MAX_RUNNING_PER_FUNCTION = 10;

    private static final int MAX_EVENTS = 100_000;

    private static final class Lane {
        final PriorityQueue<AsyncEvent> waiting = new PriorityQueue<>(Comparator.comparing(AsyncEvent::dueAt));
        int running;
    }

    private final Map<FunctionId, Lane> lanes = new LinkedHashMap<>();
    private int size;

    /** Whether no further event is taken. */
    public boolean isFull() {
        return size >= MAX_EVENTS;
    }

    /** How many events wait or are being delivered. */
    public int size() {
        return size;
    }

    /** Adds an event, which waits until it is due. */
    public void add(AsyncEvent event) {
        lanes.computeIfAbsent(event.function(), _ -> new Lane()).waiting.add(event);
        size++;
    }

    /** Takes an event that is due and whose function has room; {@link #finished} follows. */
    public Optional<AsyncEvent> takeDue(Instant now) {
        for (Lane lane : lanes.values()) {
            AsyncEvent first = lane.waiting.peek();
            if (first != null
                    && lane.running < MAX_RUNNING_PER_FUNCTION
                    && !first.dueAt().isAfter(now)) {
                lane.running++;
                return Optional.of(lane.waiting.remove());
            }
        }
        return Optional.empty();
    }

    /** Takes out what waits for a function; what was taken is still {@link #finished}. */
    public void forget(FunctionId function) {
        Lane lane = lanes.get(function);
        if (lane != null) {
            size -= lane.waiting.size();
            lane.waiting.clear();
            if (lane.running == 0) {
                lanes.remove(function);
            }
        }
    }

    /** The delivery of an event that was taken is over. */
    public void finished(AsyncEvent event) {
        Lane lane = lanes.get(event.function());
        if (lane == null) {
            throw new IllegalStateException("not taken: " + event.requestId());
        }
        size--;
        lane.running--;
        if (lane.running == 0 && lane.waiting.isEmpty()) {
            lanes.remove(event.function());
        }
    }
}
