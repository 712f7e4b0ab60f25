package davit.services.logs.store;

import davit.base.storage.StorageException;
import davit.services.logs.model.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream. Past 32 MiB the older half is given up. The position of an event is where its line begins
 * among all bytes that the stream ever had, so that it stays the same when older ones are given up.
 *
 * <p>Not thread safe: {@link EventFiles} lets one thread at a time use it.
 */
final class EventFile {
    private static final long LARGEST = 32L << 20;

    private final Path file;
    private @Nullable EventPart older;
    private @Nullable EventPart newer;
    private boolean hasRecord;

    EventFile(Path file) {
        this.file = file;
    }

    private EventPart older() throws IOException {
        if (older == null) {
            older = EventPart.load(file.resolveSibling(file.getFileName() + ".older"), 0);
        }
        return older;
    }

    private EventPart newer() throws IOException {
        if (newer == null) {
            newer = EventPart.load(file, older().end());
        }
        return newer;
    }

    void append(List<StoredEvent> events) {
        try {
            newer().append(events.stream().map(EventLines::write).toList());
            if (newer().size() > LARGEST) {
                older = newer().moveTo(file.resolveSibling(file.getFileName() + ".older"));
                newer = null;
            }
        } catch (IOException e) {
            forget();
            throw new StorageException("append to " + file, e);
        }
    }

    /** Whether the stream's record was seen since the file came into use; none is removed while the file stays so. */
    boolean hasRecord() {
        return hasRecord;
    }

    /** The stream's record was seen. */
    void sawRecord() {
        hasRecord = true;
    }

    /** Looks at the disk again: it is not known how much of what failed was done. */
    private void forget() {
        older = null;
        newer = null;
    }

    /** Where the next event will be. */
    long end() {
        try {
            return newer().end();
        } catch (IOException e) {
            throw new StorageException("read " + file, e);
        }
    }

    /** The events that are there now; whoever calls closes it. */
    EventReader open() {
        List<EventReader.Source> sources = new ArrayList<>();
        try {
            if (!older().isEmpty()) {
                sources.add(older().open());
            }
            if (!newer().isEmpty()) {
                sources.add(newer().open());
            }
            return new EventReader(sources);
        } catch (IOException e) {
            close(sources, e);
            throw new StorageException("read " + file, e);
        }
    }

    private static void close(List<EventReader.Source> sources, IOException because) {
        try (EventReader _ = new EventReader(sources)) {
            // nothing is read
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Removes from the disk what has only events that are older; returns whether there was something. */
    boolean expire(long oldest) {
        try {
            boolean isOlder = older().isOlderThan(oldest);
            boolean isNewer = newer().isOlderThan(oldest);
            if (isNewer) {
                newer = newer().emptied();
            }
            if (isOlder) {
                older().delete();
                older = null;
            }
            return isOlder || isNewer;
        } catch (IOException e) {
            forget();
            throw new StorageException("remove expired events of " + file, e);
        }
    }

    void delete() {
        try {
            newer().delete();
            older().delete();
            forget();
        } catch (IOException e) {
            throw new StorageException("delete " + file, e);
        }
    }
}
