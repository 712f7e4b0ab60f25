package davit.services.logs.store;

import davit.aws.port.LogSink.LogEvent;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.services.logs.model.LogsError;
import davit.services.logs.model.StoredEvent;
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
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Key, EventFile> files = new ConcurrentHashMap<>();

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
        streams.delete(Key.of(stream.group(), stream.name()));
        file(stream).delete();
        files.remove(Key.of(stream.group(), stream.name()));
    }

    private StoredStream stream(String group, String name) {
        group(group);
        return streams.find(Key.of(group, name))
                .orElseThrow(() -> LogsError.NOT_FOUND.with("The specified log stream does not exist."));
    }

    private EventFile file(StoredStream stream) {
        return files.computeIfAbsent(
                Key.of(stream.group(), stream.name()), _ -> new EventFile(folder.resolve(stream.file())));
    }

    /** Adds events; makes group and stream if they are not there. */
    public void appendMaking(String group, String stream, List<LogEvent> events) {
        EventFile known = files.get(Key.of(group, stream));
        if (known == null) {
            createGroup(group, Map.of());
            createStream(group, stream);
            known = file(stream(group, stream));
        }
        append(known, events);
    }

    /**
     * Adds events to a stream.
     *
     * @throws davit.aws.operation.ServiceException {@code ResourceNotFoundException}
     */
    public void append(String group, String stream, List<LogEvent> events) {
        append(file(stream(group, stream)), events);
    }

    private void append(EventFile file, List<LogEvent> events) {
        long now = time.now().toEpochMilli();
        file.append(events.stream()
                .map(event -> new StoredEvent(event.timestamp().toEpochMilli(), now, event.message(), 0))
                .toList());
    }

    /** The events of a stream in the order they came, without those past the group's retention. */
    public List<StoredEvent> events(String group, String stream) {
        long oldest = oldestKept(group(group));
        return file(stream(group, stream)).read().stream()
                .filter(event -> event.timestamp() >= oldest)
                .toList();
    }

    private long oldestKept(StoredGroup group) {
        return Optional.ofNullable(group.retentionDays())
                .map(days -> time.now().minus(Duration.ofDays(days)).toEpochMilli())
                .orElse(0L);
    }
}
