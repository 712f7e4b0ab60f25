package davit.services.sqs.work;

import davit.services.sqs.store.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * A message in memory: who gets it when, not what it says. Times in milliseconds since 1970.
 *
 * <p>Not thread safe: guarded by the lock of its queue.
 */
final class Entry {
    /** Where a message is between being sent and being deleted. */
    enum State {
        /** Sent, and kept back. */
        DELAYED,
        /** To be had. */
        READY,
        /** Received, and kept from others. */
        IN_FLIGHT,
        /** On its way to another queue. */
        MOVING
    }

    final long number;
    final long sent;
    final @Nullable String group;
    long visibleAt;
    int receives;
    long firstReceived;

    /** When it was last received, as far as this process knows. */
    long receivedAt;

    State state;

    Entry(long number, StoredEntry stored) {
        this.number = number;
        this.sent = stored.sent();
        this.group = stored.group();
        this.visibleAt = stored.visibleAt();
        this.receives = stored.receives();
        this.firstReceived = stored.firstReceived();
        this.receivedAt = stored.visibleAt();
        this.state = receives == 0 ? State.DELAYED : State.IN_FLIGHT;
    }

    StoredEntry stored() {
        return new StoredEntry(sent, visibleAt, receives, firstReceived, group);
    }
}
