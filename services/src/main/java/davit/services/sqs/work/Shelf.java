package davit.services.sqs.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.aws.operation.ServiceException;
import davit.services.sqs.model.AttributeRules;
import davit.services.sqs.model.ReceiptHandle;
import davit.services.sqs.model.RedrivePolicy;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.store.Journal.Change;
import davit.services.sqs.store.Journal.Pending;
import davit.services.sqs.store.StoredEntry;
import davit.services.sqs.work.Queue.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The side of a queue at which messages are received and deleted.
 *
 * <p>Thread safety: every method may be called from any thread. The lock is never held while waiting for the disk.
 */
final class Shelf {
    /** The most messages being worked on at once. */
    private static final int MOST_IN_FLIGHT = 120_000;

    /** The most dead letters that one look moves; the next goes on. */
    private static final int MOST_DEAD = 100;

    private final Queue queue;
    private final QueueParts parts;
    private final String id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    @GuardedBy("lock")
    private final Backlog backlog;

    @GuardedBy("lock")
    private final Attempts attempts = new Attempts();

    @GuardedBy("lock")
    private boolean isDeleted;

    @GuardedBy("lock")
    private boolean isClosed;

    Shelf(Queue queue, QueueParts parts) {
        this.queue = queue;
        this.parts = parts;
        this.id = queue.id();
        this.backlog = new Backlog(queue.name().isFifo());
    }

    /** Takes over what is on disk; before anybody else uses it. Returns the last number. */
    long load(long purgedThrough) {
        lock.lock();
        try {
            long last = 0;
            List<Entry> kept = new ArrayList<>();
            parts.store().forEachEntry(id, purgedThrough, (number, entry) -> kept.add(new Entry(number, entry)));
            for (Entry entry : kept) {
                backlog.add(entry);
                last = entry.number;
            }
            parts.room().takeAnyway(backlog.all().size());
            backlog.wake(parts.now());
            return last;
        } finally {
            lock.unlock();
        }
    }

    Counts counts() {
        lock.lock();
        try {
            backlog.wake(parts.now());
            return new Counts(
                    backlog.count(Entry.State.READY),
                    backlog.count(Entry.State.IN_FLIGHT) + backlog.count(Entry.State.MOVING),
                    backlog.count(Entry.State.DELAYED));
        } finally {
            lock.unlock();
        }
    }

    /** Messages that are on disk are to be had. */
    void admit(List<Entry> entries) {
        lock.lock();
        try {
            entries.forEach(backlog::add);
            backlog.wake(parts.now());
            for (int i = 0; i < entries.size(); i++) {
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a look at the queue found: messages for the receiver, and those that were received too often. */
    private record Haul(List<Taken> taken, List<Entry> dead) {
        private static final Haul NOTHING = new Haul(List.of(), List.of());

        boolean isEmpty() {
            return taken.isEmpty() && dead.isEmpty();
        }
    }

    private record Taken(ReceiptHandle handle, StoredEntry entry) {}

    /**
     * Gets messages, waiting for the first as long as is wanted; none if there are none by then.
     *
     * @throws ServiceException {@code QueueDoesNotExist} if it was or is deleted, {@code OverLimit}
     */
    List<Received> receive(Wanted wanted) throws InterruptedException {
        parts.journal().awaitRoom();
        long begun = parts.time().nanos();
        while (true) {
            Optional<RedrivePolicy> redrive = queue.settings().redrive();
            Optional<Queue> deadLetters =
                    redrive.flatMap(policy -> parts.others().apply(policy.deadLetterQueue()));
            int mostReceives = deadLetters.isPresent() ? redrive.get().mostReceives() : Integer.MAX_VALUE;
            Haul haul = awaitHaul(wanted, begun, mostReceives);
            if (!haul.dead().isEmpty() && deadLetters.isPresent()) {
                Moves.of(queue, haul.dead(), parts.store()).into(deadLetters.get(), queue.arn());
            }
            List<Received> received =
                    haul.taken().stream().flatMap(taken -> read(taken).stream()).toList();
            if (!received.isEmpty() || haul.isEmpty()) {
                return received;
            }
        }
    }

    private Optional<Received> read(Taken taken) {
        return parts.store()
                .message(id, taken.handle().number())
                .map(message -> new Received(
                        taken.handle(), taken.entry().sent(), taken.entry().firstReceived(), message));
    }

    private Haul awaitHaul(Wanted wanted, long begun, int mostReceives) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isClosed) {
                if (isDeleted) {
                    throw SqsError.noQueue();
                }
                long now = parts.now();
                Haul haul = take(wanted, now, mostReceives);
                if (backlog.hasNext()) {
                    news.signal();
                }
                long left = wanted.patience().minus(parts.time().since(begun)).toNanos();
                if (!haul.isEmpty() || left <= 0) {
                    return haul;
                }
                long nanos = Math.min(left, TimeUnit.MILLISECONDS.toNanos(backlog.nextWake() - now));
                long ignored = news.awaitNanos(nanos);
            }
            return Haul.NOTHING;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Haul take(Wanted wanted, long now, int mostReceives) {
        backlog.wake(now);
        String attempt = queue.name().isFifo() ? wanted.attempt() : null;
        List<Entry> again = attempt == null ? List.of() : attempts.find(attempt, now);
        Duration visibility =
                Objects.requireNonNullElse(wanted.visibility(), queue.settings().visibilityTimeout());
        if (!again.isEmpty()) {
            for (Entry entry : again) {
                backlog.become(entry, Entry.State.IN_FLIGHT, now + visibility.toMillis());
            }
            return new Haul(taken(again), List.of());
        }
        int most = Math.min(wanted.most(), MOST_IN_FLIGHT - backlog.count(Entry.State.IN_FLIGHT));
        if (most <= 0 && !queue.name().isFifo() && backlog.hasNext()) {
            throw SqsError.OVER_LIMIT.with("Too many messages are in flight: " + MOST_IN_FLIGHT + " is the limit.");
        }
        List<Entry> taken = new ArrayList<>();
        List<Entry> dead = new ArrayList<>();
        List<Entry> old = new ArrayList<>();
        long oldest = now - queue.settings().retention().toMillis();
        while (taken.size() < most && dead.size() < MOST_DEAD && backlog.hasNext()) {
            for (Entry entry : backlog.next(most - taken.size())) {
                if (entry.sent <= oldest || entry.receives >= mostReceives) {
                    backlog.become(entry, Entry.State.MOVING, now);
                    (entry.sent <= oldest ? old : dead).add(entry);
                } else {
                    entry.receives++;
                    entry.firstReceived = entry.firstReceived == 0 ? now : entry.firstReceived;
                    entry.receivedAt = now;
                    backlog.become(entry, Entry.State.IN_FLIGHT, now + visibility.toMillis());
                    taken.add(entry);
                }
            }
        }
        discard(old);
        if (attempt != null && !taken.isEmpty()) {
            attempts.remember(attempt, taken, now);
        }
        return new Haul(taken(taken), dead);
    }

    /** Handles of messages in flight, which is written too. */
    @GuardedBy("lock")
    private List<Taken> taken(List<Entry> entries) {
        List<Taken> taken = entries.stream()
                .map(entry -> new Taken(new ReceiptHandle(id, entry.number, entry.receives), entry.stored()))
                .toList();
        if (!taken.isEmpty()) {
            write(taken);
        }
        return taken;
    }

    private Pending write(List<Taken> taken) {
        return parts.journal()
                .bring(() -> taken.forEach(
                        each -> parts.store().update(id, each.handle().number(), each.entry())));
    }

    /** Deletes messages that nobody gets any more, without waiting for it. */
    @GuardedBy("lock")
    private void discard(List<Entry> entries) {
        if (!entries.isEmpty()) {
            Pending ignored = parts.journal().bring(new Removal(entries));
        }
    }

    /** Messages that are deleted together. */
    private final class Removal implements Change {
        private final List<Entry> entries;

        private Removal(List<Entry> entries) {
            this.entries = List.copyOf(entries);
        }

        @Override
        public void write() {
            entries.forEach(entry -> parts.store().delete(id, entry.number));
        }

        @Override
        public void committed() {
            forget(entries);
        }

        @Override
        public void failed() {
            release(entries);
        }
    }

    /** Messages that are not on disk any more are gone. */
    void forget(List<Entry> entries) {
        lock.lock();
        try {
            for (Entry entry : entries) {
                if (backlog.find(entry.number).isPresent()) {
                    backlog.remove(entry);
                    attempts.forget(entry);
                    parts.room().giveBack(1);
                }
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Messages that could not be moved or removed are to be had again. */
    void release(List<Entry> entries) {
        lock.lock();
        try {
            for (Entry entry : entries) {
                if (entry.state == Entry.State.MOVING
                        && backlog.find(entry.number).isPresent()) {
                    backlog.become(entry, Entry.State.READY, entry.visibleAt);
                }
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes messages; once this returns, they stay deleted.
     *
     * @return for each handle why its message was not deleted; a message that is gone already is none
     */
    List<Optional<ServiceException>> delete(List<ReceiptHandle> handles) {
        List<Optional<ServiceException>> refusals = new ArrayList<>();
        List<Entry> gone = new ArrayList<>();
        Pending pending;
        lock.lock();
        try {
            backlog.wake(parts.now());
            for (ReceiptHandle handle : handles) {
                Optional<Entry> entry = backlog.find(handle.number());
                Optional<ServiceException> refusal = entry.filter(found -> isExpired(handle, found))
                        .map(_ -> SqsError.invalid(handle.text(), "ReceiptHandle", "The receipt handle has expired."));
                entry.filter(_ -> refusal.isEmpty())
                        .filter(found -> found.state != Entry.State.MOVING)
                        .ifPresent(gone::add);
                refusals.add(refusal);
            }
            if (gone.isEmpty()) {
                return refusals;
            }
            pending = parts.journal().bring(new Removal(gone));
        } finally {
            lock.unlock();
        }
        pending.await();
        return refusals;
    }

    private boolean isExpired(ReceiptHandle handle, Entry entry) {
        return queue.name().isFifo() && (entry.state == Entry.State.READY || handle.receives() != entry.receives);
    }

    /**
     * Changes until when messages are kept from others, from now on.
     *
     * @param timeouts for each handle how long
     * @return for each handle why it was refused
     */
    List<Optional<ServiceException>> changeVisibility(List<ReceiptHandle> handles, List<Duration> timeouts) {
        List<Optional<ServiceException>> refusals = new ArrayList<>();
        List<Taken> changed = new ArrayList<>();
        Pending pending;
        lock.lock();
        try {
            backlog.wake(parts.now());
            for (int i = 0; i < handles.size(); i++) {
                refusals.add(changeVisibility(handles.get(i), timeouts.get(i), changed));
            }
            pending = write(changed);
            backlog.wake(parts.now());
            news.signalAll();
        } finally {
            lock.unlock();
        }
        pending.await();
        return refusals;
    }

    @GuardedBy("lock")
    private Optional<ServiceException> changeVisibility(ReceiptHandle handle, Duration timeout, List<Taken> changed) {
        Optional<Entry> found = backlog.find(handle.number()).filter(entry -> entry.receives == handle.receives());
        if (found.isEmpty()) {
            return Optional.of(SqsError.invalid(
                    handle.text(),
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change."));
        }
        Entry entry = found.get();
        if (entry.state != Entry.State.IN_FLIGHT) {
            return Optional.of(SqsError.MESSAGE_NOT_INFLIGHT.with("The specified message isn't in flight."));
        }
        long until = parts.now() + timeout.toMillis();
        if (until - entry.receivedAt > TimeUnit.SECONDS.toMillis(AttributeRules.LONGEST_VISIBILITY_SECONDS)) {
            return Optional.of(SqsError.invalid(
                    timeout.toSeconds(),
                    "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit ["
                            + AttributeRules.LONGEST_VISIBILITY_SECONDS + " seconds]"));
        }
        backlog.become(entry, Entry.State.IN_FLIGHT, until);
        changed.add(new Taken(handle, entry.stored()));
        return Optional.empty();
    }

    /** Removes the messages that are kept longer than messages are. */
    void expire() {
        lock.lock();
        try {
            List<Entry> old = backlog.sentBefore(
                    parts.now() - queue.settings().retention().toMillis() + 1);
            for (Entry entry : old) {
                backlog.become(entry, Entry.State.MOVING, entry.visibleAt);
            }
            discard(old);
        } finally {
            lock.unlock();
        }
    }

    /** Messages up to a number are purged. */
    void purge(long through) {
        forget(sentUpTo(through));
    }

    private List<Entry> sentUpTo(long through) {
        lock.lock();
        try {
            return backlog.all().stream()
                    .filter(entry -> entry.number <= through)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Takes up to {@code most} messages that are to be had, up to a number, to move them elsewhere. */
    List<Entry> takeForMove(int most, long through) {
        lock.lock();
        try {
            backlog.wake(parts.now());
            List<Entry> next = backlog.next(most).stream()
                    .filter(entry -> entry.number <= through)
                    .toList();
            for (Entry entry : next) {
                backlog.become(entry, Entry.State.MOVING, entry.visibleAt);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The queue is deleted, and all who wait are told. */
    void delete() {
        purge(Long.MAX_VALUE);
        lock.lock();
        try {
            isDeleted = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more, and nobody gets anything. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
