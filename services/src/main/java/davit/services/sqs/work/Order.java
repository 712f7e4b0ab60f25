package davit.services.sqs.work;

import java.util.List;

/**
 * In which order a queue's messages are had.
 *
 * <p>Not thread safe: guarded by the lock of the queue.
 */
sealed interface Order permits SentOrder, GroupOrder {
    /** A message came. */
    void add(Entry entry);

    /** A message is gone, and its state is the last it had. */
    void remove(Entry entry);

    /** A message's state is another than {@code before}. */
    void changed(Entry entry, Entry.State before);

    /** The next messages to be had together, up to {@code most}; they stay as they are. */
    List<Entry> next(int most);

    /** Whether there is a next message. */
    boolean hasNext();
}
