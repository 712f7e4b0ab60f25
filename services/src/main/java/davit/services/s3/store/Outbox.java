package davit.services.s3.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.services.s3.model.BucketSettings.Notifications;
import davit.services.s3.model.EventCause;
import davit.services.s3.model.NotificationRule;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.Owner;
import davit.services.s3.model.S3Error;
import davit.services.s3.model.S3Event;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The events on their way to functions, in the order of what happened (docs/decisions/0005-objects-and-notifications.md).
 *
 * <p>An event is added in the transaction that makes it true, and removed when its function has taken it over.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Outbox {
    /** The most events that wait; past it whatever would add one is answered {@code SlowDown}. */
    private static final int MOST_WAITING = 100_000;

    private static final int PAGE = 1000;

    /**
     * An event with its place in the order.
     *
     * @param position the place; positions grow
     */
    public record Entry(String position, WaitingEvent event) {}

    private final Buckets buckets;
    private final Sequence sequence;
    private final Table<WaitingEvent> table;
    private final Time time;
    private final AtomicInteger waiting;

    @GuardedBy("this")
    private boolean hasNews = true;

    /** The events of these buckets. */
    public Outbox(Records records, Buckets buckets, Time time) {
        this.buckets = buckets;
        this.sequence = new Sequence(records, time);
        this.table = records.table("s3_events", WaitingEvent.class);
        this.time = time;
        this.waiting = new AtomicInteger(count());
    }

    private int count() {
        int count = 0;
        List<Table.Entry<WaitingEvent>> page = table.scan(KeyRange.ALL, PAGE);
        while (!page.isEmpty()) {
            count += page.size();
            page = table.scan(KeyRange.ALL.after(page.getLast().key().last()), PAGE);
        }
        return count;
    }

    Sequence sequence() {
        return sequence;
    }

    /**
     * Adds what functions are to hear of an object that is there now, or is gone; within a transaction.
     *
     * @return how many events that were, for {@link #announce}
     */
    int add(ObjectAddress address, EventCause cause, String region, @Nullable StoredObject object) {
        List<NotificationRule> rules = buckets.notifications()
                .find(address.bucket())
                .orElse(Notifications.NONE)
                .rules();
        List<NotificationRule> covering = rules.stream()
                .filter(rule -> rule.covers("s3:" + cause.name(), address.key()))
                .toList();
        if (covering.isEmpty()) {
            return 0;
        }
        if (waiting.get() + covering.size() > MOST_WAITING) {
            throw S3Error.SLOW_DOWN.now();
        }
        String sequencer = sequence.next();
        S3Event event = new S3Event(
                cause,
                region,
                address,
                Owner.of(buckets.account()).principalId(),
                time.now(),
                sequencer,
                object == null ? null : new S3Event.Content(object.size(), object.eTag()));
        for (int i = 0; i < covering.size(); i++) {
            NotificationRule rule = covering.get(i);
            table.put(
                    Key.of(sequencer + "%03d".formatted(i)),
                    new WaitingEvent(address, rule.id(), rule.function(), event.json(rule.id()), time.now()));
        }
        return covering.size();
    }

    /** Counts {@code added} events and wakes who waits for them; after the transaction that added them. */
    synchronized void announce(int added) {
        waiting.addAndGet(added);
        hasNews = true;
        notifyAll();
    }

    /** How many events wait. */
    int waiting() {
        return waiting.get();
    }

    /** Waits until events may have been added since the last call. */
    public synchronized void awaitNews() throws InterruptedException {
        while (!hasNews) {
            wait();
        }
        hasNews = false;
    }

    /** The first {@code limit} events behind a position; empty for the first of all. */
    public List<Entry> list(String after, int limit) {
        return table.scan(KeyRange.ALL.after(after), limit).stream()
                .map(entry -> new Entry(entry.key().last(), entry.value()))
                .toList();
    }

    /** Forgets an event that its function has taken over, or never will. */
    public void remove(String position) {
        if (table.delete(Key.of(position))) {
            waiting.decrementAndGet();
        }
    }
}
