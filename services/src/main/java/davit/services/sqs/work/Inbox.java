package davit.services.sqs.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.services.sqs.model.MessageDigests;
import davit.services.sqs.model.NewMessage;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.store.Journal.Change;
import davit.services.sqs.store.Journal.Pending;
import davit.services.sqs.store.StoredDuplicate;
import davit.services.sqs.store.StoredEntry;
import davit.services.sqs.store.StoredMessage;
import davit.services.sqs.store.StoredQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The side of a queue at which messages come in: gives them numbers, and knows again what was sent twice. The journal
 * keeps the order of the numbers, so that messages come to the {@link Shelf} in it.
 *
 * <p>Thread safety: every method may be called from any thread. The lock is never held while waiting for the disk.
 */
final class Inbox {
    private static final long NUMBERS_PER_MILLISECOND = 1_000_000;

    private final Queue queue;
    private final Shelf shelf;
    private final QueueParts parts;
    private final String id;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Deduplications duplicates = new Deduplications();

    @GuardedBy("lock")
    private long nextNumber;

    @GuardedBy("lock")
    private boolean isDeleted;

    Inbox(Queue queue, Shelf shelf, QueueParts parts) {
        this.queue = queue;
        this.shelf = shelf;
        this.parts = parts;
        this.id = queue.id();
    }

    /** Takes over what is on disk; before anybody else uses it. */
    void load(long lastNumber) {
        lock.lock();
        try {
            List<Map.Entry<String, StoredDuplicate>> known = new ArrayList<>();
            parts.store().forEachDuplicate(id, (key, duplicate) -> known.add(Map.entry(key, duplicate)));
            known.sort(
                    Comparator.comparingLong(duplicate -> duplicate.getValue().until()));
            for (Map.Entry<String, StoredDuplicate> duplicate : known) {
                duplicates.remember(duplicate.getKey(), duplicate.getValue());
            }
            nextNumber = Math.max(parts.now() * NUMBERS_PER_MILLISECOND, lastNumber + 1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes messages over; once this returns, they survive a crash.
     *
     * @throws davit.aws.operation.ServiceException {@code QueueDoesNotExist} if it was deleted, {@code RequestThrottled} if there is no room
     */
    List<Sent> send(List<NewMessage> messages) {
        List<Sent> sent = new ArrayList<>();
        Pending pending;
        parts.room().take(messages.size());
        Arrivals arrivals = new Arrivals(messages.size());
        lock.lock();
        try {
            if (isDeleted) {
                parts.room().giveBack(messages.size());
                throw SqsError.noQueue();
            }
            for (NewMessage message : messages) {
                sent.add(accept(message, arrivals));
            }
            pending = parts.journal().bring(arrivals);
        } finally {
            lock.unlock();
        }
        pending.await();
        return sent;
    }

    @GuardedBy("lock")
    private Sent accept(NewMessage message, Arrivals arrivals) {
        long now = parts.now();
        String deduplication = deduplication(message);
        Optional<StoredDuplicate> before =
                deduplication == null ? Optional.empty() : duplicates.find(deduplication, now);
        if (before.isPresent()) {
            return new Sent(before.get().messageId(), before.get().number());
        }
        long number = nextNumber++;
        String messageId = new UUID(parts.random().nextLong(), parts.random().nextLong()).toString();
        Duration delay =
                Objects.requireNonNullElse(message.delay(), queue.settings().delay());
        StoredEntry entry = new StoredEntry(now, now + delay.toMillis(), 0, 0, message.group());
        StoredDuplicate duplicate = new StoredDuplicate(number, messageId, now + Deduplications.KEPT_MILLIS);
        if (deduplication != null) {
            duplicates.remember(deduplication, duplicate);
        }
        arrivals.add(new Arrival(
                number, entry, new StoredMessage(messageId, identified(message), null), deduplication, duplicate));
        return new Sent(messageId, number);
    }

    /** With the id by which a FIFO queue knows it again. */
    private NewMessage identified(NewMessage message) {
        return queue.name().isFifo() && message.deduplicationId() == null
                ? new NewMessage(
                        message.body(),
                        message.attributes(),
                        message.senderId(),
                        message.traceHeader(),
                        message.delay(),
                        message.group(),
                        MessageDigests.deduplicationId(message.body()))
                : message;
    }

    private @Nullable String deduplication(NewMessage message) {
        if (!queue.name().isFifo()) {
            return null;
        }
        String its = Objects.requireNonNull(identified(message).deduplicationId());
        return queue.settings().isDeduplicatedByGroup() ? its + " " + message.group() : its;
    }

    private record Arrival(
            long number,
            StoredEntry entry,
            StoredMessage message,
            @Nullable String deduplication,
            StoredDuplicate duplicate) {}

    /** Messages that come together. */
    private final class Arrivals implements Change {
        private final List<Arrival> all = new ArrayList<>();
        private final int room;

        private Arrivals(int room) {
            this.room = room;
        }

        void add(Arrival arrival) {
            all.add(arrival);
        }

        @Override
        public void write() {
            for (Arrival arrival : all) {
                parts.store().add(id, arrival.number(), arrival.entry(), arrival.message());
                String deduplication = arrival.deduplication();
                if (deduplication != null) {
                    parts.store().remember(id, deduplication, arrival.duplicate());
                }
            }
        }

        @Override
        public void committed() {
            parts.room().giveBack(room - all.size());
            shelf.admit(all.stream()
                    .map(arrival -> new Entry(arrival.number(), arrival.entry()))
                    .toList());
        }

        @Override
        public void failed() {
            parts.room().giveBack(room);
            lock.lock();
            try {
                for (Arrival arrival : all) {
                    String deduplication = arrival.deduplication();
                    if (deduplication != null) {
                        duplicates.forget(deduplication);
                    }
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Takes over messages of another queue, which has them no more once these are here. */
    Pending adopt(Moves moves) {
        lock.lock();
        try {
            if (isDeleted) {
                throw SqsError.noQueue();
            }
            long now = parts.now();
            parts.room().takeAnyway(moves.all().size());
            Arrivals arrivals = new Arrivals(moves.all().size());
            for (Moves.Move move : moves.all()) {
                long sent = queue.name().isFifo() ? now : move.entry().sent;
                StoredEntry entry = new StoredEntry(sent, now, 0, 0, move.entry().group);
                arrivals.add(new Arrival(nextNumber++, entry, move.message(), null, new StoredDuplicate(0, "", 0)));
            }
            return parts.journal().bring(moves.before(arrivals));
        } finally {
            lock.unlock();
        }
    }

    /** Brings a purge of all that was sent so far. */
    Pending purge() {
        lock.lock();
        try {
            long through = nextNumber - 1;
            StoredQueue purged = queue.stored().purged(through);
            return parts.journal().bring(new Change() {
                @Override
                public void write() {
                    parts.store().put(purged);
                }

                @Override
                public void committed() {
                    queue.become(purged);
                    shelf.purge(through);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last message. */
    long lastNumber() {
        lock.lock();
        try {
            return nextNumber - 1;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was sent so long ago that it is taken again. */
    void expire() {
        lock.lock();
        try {
            List<String> old = duplicates.expire(parts.now());
            if (!old.isEmpty()) {
                Pending ignored = parts.journal()
                        .bring(() -> old.forEach(key -> parts.store().forget(id, key)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. */
    void delete() {
        lock.lock();
        try {
            isDeleted = true;
        } finally {
            lock.unlock();
        }
    }
}
