package davit.services.logs.store;

import davit.aws.port.LogSink.LogEvent;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.StorageException;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.services.logs.model.LogsError;
import davit.services.logs.model.PageLimit;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.model.TimeRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Groups and streams in records, which survive power loss; events in files, of which power loss may take the last
 * seconds (docs/decisions/0007-log-events.md).
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class LogStore {
    private static final int MOST_LISTED = 100_000;

    private final Records records;
    private final Table<StoredGroup> groups;
    private final Table<StoredStream> streams;
    private final Path folder;
    private final Time time;
    private final EventFiles files = new EventFiles();

    /** A store with its events in {@code folder}, which is made if it is not there. */
    public LogStore(Records records, Path folder, Time time) throws IOException {
        this.records = records;
        this.groups = records.table("log_groups", StoredGroup.class);
        this.streams = records.table("log_streams", StoredStream.class);
        this.folder = Files.createDirectories(folder);
        this.time = time;
    }

    /** Makes a group; returns whether there was none. */
    public boolean createGroup(String name, Map<String, String> tags) {
        return groups.insert(Key.of(name), new StoredGroup(name, time.now().toEpochMilli(), null, new TreeMap<>(tags)));
    }

    /** Makes a stream; returns whether there was none. */
    public boolean createStream(String group, String name) {
        group(group);
        String file = UUID.nameUUIDFromBytes((group + "\0" + name).getBytes(StandardCharsets.UTF_8)) + ".log";
        return streams.insert(
                Key.of(group, name), new StoredStream(group, name, time.now().toEpochMilli(), file));
    }

    /**
     * The group of this name.
     *
     * @throws davit.aws.operation.ServiceException {@code ResourceNotFoundException}
     */
    public StoredGroup group(String name) {
        return groups.find(Key.of(name))
                .orElseThrow(() -> LogsError.NOT_FOUND.with("The specified log group does not exist."));
    }

    /** Changes a group. */
    public void updateGroup(String name, UnaryOperator<StoredGroup> change) {
        records.atomically(() -> groups.put(Key.of(name), change.apply(group(name))));
    }

    /** The groups whose names begin so, by name. */
    public List<StoredGroup> groups(String prefix) {
        return groups.scan(KeyRange.ALL.startingWith(prefix), MOST_LISTED).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** The streams of a group whose names begin so, by name. */
    public List<StoredStream> streams(String group, String prefix) {
        group(group);
        return streams.scan(KeyRange.under(group).startingWith(prefix), MOST_LISTED).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** Removes a group with all its streams. */
    public void deleteGroup(String name) {
        for (StoredStream stream : streams(name, "")) {
            delete(stream);
        }
        groups.delete(Key.of(name));
    }

    /** Removes a stream with its events. */
    public void deleteStream(String group, String name) {
        delete(stream(group, name));
    }

    private void delete(StoredStream stream) {
        with(stream, file -> {
            streams.delete(key(stream));
            file.delete();
            files.forget(key(stream));
            return true;
        });
    }

    private static Key key(StoredStream stream) {
        return Key.of(stream.group(), stream.name());
    }

    private <T> T with(StoredStream stream, Function<EventFile, T> use) {
        return files.with(key(stream), () -> folder.resolve(stream.file()), use);
    }

    /**
     * The stream of this name.
     *
     * @throws davit.aws.operation.ServiceException {@code ResourceNotFoundException}
     */
    public StoredStream stream(String group, String name) {
        group(group);
        return streams.find(Key.of(group, name))
                .orElseThrow(() -> LogsError.NOT_FOUND.with("The specified log stream does not exist."));
    }

    /** Adds events; makes group and stream if they are not there. */
    public void appendMaking(String group, String stream, List<LogEvent> events) {
        List<StoredEvent> stored = stored(events);
        files.with(
                Key.of(group, stream), () -> folder.resolve(made(group, stream).file()), file -> {
                    if (!file.hasRecord()) {
                        made(group, stream);
                        file.sawRecord();
                    }
                    file.append(stored);
                    return true;
                });
    }

    private StoredStream made(String group, String stream) {
        createGroup(group, Map.of());
        createStream(group, stream);
        return stream(group, stream);
    }

    /**
     * Adds events to a stream.
     *
     * @throws davit.aws.operation.ServiceException {@code ResourceNotFoundException}
     */
    public void append(String group, String stream, List<LogEvent> events) {
        StoredStream found = stream(group, stream);
        List<StoredEvent> stored = stored(events);
        with(found, file -> {
            file.append(stored);
            return true;
        });
    }

    private List<StoredEvent> stored(List<LogEvent> events) {
        long now = time.now().toEpochMilli();
        return events.stream()
                .map(event -> new StoredEvent(event.timestamp().toEpochMilli(), now, event.message(), 0))
                .toList();
    }

    /** Where the next event of a stream will be. */
    public long end(StoredStream stream) {
        return with(stream, EventFile::end);
    }

    /**
     * Tells the events of a stream in the order they came, from a position on, without those past the group's retention.
     *
     * @param visitor returns false when it has enough
     */
    public void forward(StoredStream stream, long from, TimeRange wanted, Predicate<StoredEvent> visitor) {
        TimeRange kept = wanted.since(oldestKept(group(stream.group())));
        try (EventReader reader = with(stream, EventFile::open)) {
            reader.forward(from, kept, visitor);
        } catch (IOException e) {
            throw new StorageException("read the events of " + stream.name(), e);
        }
    }

    /** The last events of a stream before a position, as many as a page has, without those past the group's retention. */
    public List<StoredEvent> backward(StoredStream stream, long before, TimeRange wanted, PageLimit limit) {
        TimeRange kept = wanted.since(oldestKept(group(stream.group())));
        try (EventReader reader = with(stream, EventFile::open)) {
            return reader.backward(before, kept, limit);
        } catch (IOException e) {
            throw new StorageException("read the events of " + stream.name(), e);
        }
    }

    /** Removes from the disk what is past its group's retention; returns of how many streams something was. */
    public int expire() {
        int expired = 0;
        for (StoredGroup group : groups("")) {
            if (group.retentionDays() != null) {
                long oldest = oldestKept(group);
                for (StoredStream stream : streamsIfThere(group.name())) {
                    expired += with(stream, file -> file.expire(oldest)) ? 1 : 0;
                }
            }
        }
        return expired;
    }

    /** None if the group was deleted meanwhile. */
    private List<StoredStream> streamsIfThere(String group) {
        return streams.scan(KeyRange.under(group), MOST_LISTED).stream()
                .map(Table.Entry::value)
                .toList();
    }

    private long oldestKept(StoredGroup group) {
        return Optional.ofNullable(group.retentionDays())
                .map(days -> time.now().minus(Duration.ofDays(days)).toEpochMilli())
                .orElse(0L);
    }
}
