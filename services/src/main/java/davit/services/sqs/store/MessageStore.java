package davit.services.sqs.store;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.services.sqs.model.QueueName;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The tables of queues and messages. What writes is called by changes of the {@link Journal}.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class MessageStore {
    private static final int PAGE = 1000;

    private final Table<StoredQueue> queues;
    private final Table<StoredEntry> entries;
    private final Table<StoredMessage> messages;
    private final Table<StoredDuplicate> duplicates;
    private final Table<StoredTask> tasks;

    /** The tables in these records. */
    public MessageStore(Records records) {
        this.queues = records.table("queue", StoredQueue.class);
        this.entries = records.table("queue_entry", StoredEntry.class);
        this.messages = records.table("queue_message", StoredMessage.class);
        this.duplicates = records.table("queue_duplicate", StoredDuplicate.class);
        this.tasks = records.table("queue_move_task", StoredTask.class);
    }

    private static Key key(QueueName name) {
        return Key.of(name.region(), name.name());
    }

    private static Key key(String queue, long number) {
        return Key.of(queue, word(number));
    }

    private static String word(long number) {
        return String.format("%019d", number);
    }

    /** Visits every queue. */
    public void forEachQueue(BiConsumer<QueueName, StoredQueue> visitor) {
        queues.scan(KeyRange.ALL, Integer.MAX_VALUE)
                .forEach(entry -> visitor.accept(entry.value().name(), entry.value()));
    }

    /** Writes a queue. */
    public void put(StoredQueue queue) {
        queues.put(key(queue.name()), queue);
    }

    /** Removes a queue; its messages are left for {@link #clear}. */
    public void delete(QueueName name) {
        queues.delete(key(name));
    }

    /** Visits every message of a queue after a number, in their order. */
    public void forEachEntry(String queue, long after, BiConsumer<Long, StoredEntry> visitor) {
        String position = word(after);
        List<Table.Entry<StoredEntry>> page = entries.scan(KeyRange.under(queue).after(position), PAGE);
        while (!page.isEmpty()) {
            for (Table.Entry<StoredEntry> entry : page) {
                position = entry.key().last();
                visitor.accept(Long.parseLong(position), entry.value());
            }
            page = entries.scan(KeyRange.under(queue).after(position), PAGE);
        }
    }

    /** Writes a message. */
    public void add(String queue, long number, StoredEntry entry, StoredMessage message) {
        messages.put(key(queue, number), message);
        entries.put(key(queue, number), entry);
    }

    /** Writes what decides who gets a message when; nothing if the message is gone. */
    public void update(String queue, long number, StoredEntry entry) {
        if (entries.find(key(queue, number)).isPresent()) {
            entries.put(key(queue, number), entry);
        }
    }

    /** Removes a message. */
    public void delete(String queue, long number) {
        entries.delete(key(queue, number));
        messages.delete(key(queue, number));
    }

    /** What a message says; by a scan, which remembers nothing: bodies are large. */
    public Optional<StoredMessage> message(String queue, long number) {
        return messages.scan(KeyRange.under(queue).startingWith(word(number)), 1).stream()
                .findFirst()
                .map(Table.Entry::value);
    }

    /** Remembers a message that was sent. */
    public void remember(String queue, String deduplication, StoredDuplicate duplicate) {
        duplicates.put(Key.of(queue, deduplication), duplicate);
    }

    /** Forgets a message that was sent. */
    public void forget(String queue, String deduplication) {
        duplicates.delete(Key.of(queue, deduplication));
    }

    /** Visits all that a queue remembers. */
    public void forEachDuplicate(String queue, BiConsumer<String, StoredDuplicate> visitor) {
        duplicates
                .scan(KeyRange.under(queue), Integer.MAX_VALUE)
                .forEach(entry -> visitor.accept(entry.key().last(), entry.value()));
    }

    /**
     * Removes some of a queue's messages.
     *
     * @param through the last number that is removed
     * @return whether there may be more
     */
    public boolean clear(String queue, long through) {
        List<Table.Entry<StoredEntry>> page = entries.scan(KeyRange.under(queue), PAGE);
        List<Key> gone = page.stream()
                .map(Table.Entry::key)
                .filter(key -> Long.parseLong(key.last()) <= through)
                .toList();
        gone.forEach(entries::delete);
        gone.forEach(messages::delete);
        return gone.size() == PAGE;
    }

    /** Removes what a queue that is gone remembered. */
    public void forgetAll(String queue) {
        duplicates.scan(KeyRange.under(queue), Integer.MAX_VALUE).forEach(entry -> duplicates.delete(entry.key()));
    }

    /** The ids of queues that have messages, each as it comes first after {@code after}. */
    public Optional<String> queueWithMessagesAfter(String after) {
        return entries.scan(after.isEmpty() ? KeyRange.ALL : KeyRange.ALL.afterAllStartingWith(after), 1).stream()
                .findFirst()
                .map(entry -> entry.key().part(0));
    }

    /** Writes a move of messages. */
    public void put(StoredTask task) {
        tasks.put(Key.of(task.id()), task);
    }

    /** Forgets a move of messages. */
    public void deleteTask(String id) {
        tasks.delete(Key.of(id));
    }

    /** Every move of messages that is known. */
    public List<StoredTask> tasks() {
        return tasks.scan(KeyRange.ALL, Integer.MAX_VALUE).stream()
                .map(Table.Entry::value)
                .toList();
    }
}
