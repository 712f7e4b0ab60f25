package davit.services.logs.store;

import davit.base.json.Json;
import davit.base.storage.StorageException;
import davit.services.logs.model.StoredEvent;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The events of one stream, a line of JSON each: {@code [timestamp, ingestion, "message"]}. Past 32 MiB the older half
 * is given up.
 *
 * <p>Lines are written with one call, so that a crash can cut off the last one only; it is passed over.
 */
final class EventFile {
    private static final long LARGEST = 32L << 20;

    private final Path file;

    EventFile(Path file) {
        this.file = file;
    }

    synchronized void append(List<StoredEvent> events) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (StoredEvent event : events) {
            lines.writeBytes(Json.bytes(List.of(event.timestamp(), event.ingestion(), event.message())));
            lines.write('\n');
        }
        try {
            Files.write(file, lines.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (Files.size(file) > LARGEST) {
                Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new StorageException("append to " + file, e);
        }
    }

    private Path older() {
        return file.resolveSibling(file.getFileName() + ".older");
    }

    synchronized List<StoredEvent> read() {
        List<StoredEvent> events = new ArrayList<>();
        read(older(), events);
        read(file, events);
        return events;
    }

    private static void read(Path from, List<StoredEvent> events) {
        try (BufferedReader lines = Files.newBufferedReader(from, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(line, events);
            }
        } catch (NoSuchFileException e) {
            return; // nothing was written yet
        } catch (IOException e) {
            throw new StorageException("read " + from, e);
        }
    }

    private static void parse(String line, List<StoredEvent> events) {
        try {
            JsonNode event = Json.tree(line);
            events.add(new StoredEvent(
                    event.path(0).asLong(),
                    event.path(1).asLong(),
                    event.path(2).asString(),
                    events.size()));
        } catch (JacksonException e) {
            return; // cut off by a crash
        }
    }

    synchronized void delete() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(older());
        } catch (IOException e) {
            throw new StorageException("delete " + file, e);
        }
    }
}
