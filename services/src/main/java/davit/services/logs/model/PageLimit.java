package davit.services.logs.model;

import java.nio.charset.StandardCharsets;

/**
 * What one answer may have of events: so many, and 1 MiB of their messages, but one event whatever its size.
 *
 * <p>For one thread.
 */
public final class PageLimit {
    /** The most bytes of messages, as AWS has it. */
    public static final int MAX_BYTES = 1024 * 1024;

    private final int mostEvents;
    private int events;
    private long bytes;

    /** A limit of {@code mostEvents}, of which none was used yet. */
    public PageLimit(int mostEvents) {
        this.mostEvents = mostEvents;
    }

    /** Counts an event. */
    public void add(StoredEvent event) {
        events++;
        bytes += size(event);
    }

    /** Counts an event no longer. */
    public void remove(StoredEvent event) {
        events--;
        bytes -= size(event);
    }

    /** Counts an event if there is room for it, and returns whether there was. */
    public boolean takes(StoredEvent event) {
        add(event);
        if (isExceeded()) {
            remove(event);
            return false;
        }
        return true;
    }

    /** Whether not even an event without text has room. */
    public boolean isFull() {
        return events >= mostEvents;
    }

    /** Whether more was counted than an answer may have. */
    public boolean isExceeded() {
        return events > mostEvents || (bytes > MAX_BYTES && events > 1);
    }

    private static int size(StoredEvent event) {
        return event.message().getBytes(StandardCharsets.UTF_8).length;
    }
}
