package davit.functions.store;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.AsyncEvent;
import davit.functions.model.FunctionId;
import davit.functions.model.Payload;
import java.util.List;
import java.util.Optional;

/**
 * The events that were accepted for asynchronous invocation and not delivered yet.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class AsyncEvents {
    private static final int ALL = Integer.MAX_VALUE;

    /**
     * The payload of an event, apart from it, because it may be large.
     *
     * @param json the event's JSON
     */
    record StoredPayload(String json) {}

    private final Records records;
    private final Table<AsyncEvent> events;
    private final Table<StoredPayload> payloads;

    /** Keeps events in {@code records}. */
    public AsyncEvents(Records records) {
        this.records = records;
        this.events = records.table("lambda_async_events", AsyncEvent.class);
        this.payloads = records.table("lambda_async_payloads", StoredPayload.class);
    }

    /** Adds an event; once this returns, it survives a crash. */
    public void add(AsyncEvent event, Payload payload) {
        records.atomically(() -> {
            payloads.put(key(event), new StoredPayload(payload.text()));
            events.put(key(event), event);
        });
    }

    /** Replaces an event, after an attempt; returns whether it was still there. */
    public boolean update(AsyncEvent event) {
        return records.atomically(() -> {
            boolean isThere = events.find(key(event)).isPresent();
            if (isThere) {
                events.put(key(event), event);
            }
            return isThere;
        });
    }

    /** The payload of an event. */
    public Optional<Payload> payload(AsyncEvent event) {
        return payloads.find(key(event)).map(stored -> Payload.of(stored.json()));
    }

    /** Removes an event. */
    public void remove(AsyncEvent event) {
        records.atomically(() -> {
            events.delete(key(event));
            payloads.delete(key(event));
        });
    }

    /** Removes the events of a function. */
    public void removeOf(FunctionId function) {
        records.atomically(() -> all().stream()
                .filter(event -> event.function().equals(function))
                .forEach(this::remove));
    }

    /** Every event. */
    public List<AsyncEvent> all() {
        return events.scan(KeyRange.ALL, ALL).stream().map(Table.Entry::value).toList();
    }

    private static Key key(AsyncEvent event) {
        return Key.of(event.requestId());
    }
}
