package davit.services.logs.store;

import davit.base.json.Json;
import davit.services.logs.model.StoredEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The form of an event in a file: a line of JSON, {@code [timestamp, ingestion, "message"]}. */
final class EventLines {
    private static final int BUFFER_BYTES = 64 * 1024;

    private EventLines() {}

    /**
     * An event as it is written.
     *
     * @param bytes the line with its end
     * @param time its time stamp
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Line(byte[] bytes, long time) {}

    /** Told each whole line of a file, with its end; the bytes are used again. */
    @FunctionalInterface
    interface Visitor {
        void line(byte[] bytes, int length);
    }

    static Line write(StoredEvent event) {
        String json = Json.text(List.of(event.timestamp(), event.ingestion(), event.message()));
        return new Line((json + "\n").getBytes(StandardCharsets.UTF_8), event.timestamp());
    }

    /** The event of a line; empty if it was cut off by a crash. */
    static Optional<StoredEvent> read(byte[] bytes, int from, int length, long position) {
        try {
            JsonNode event = Json.tree(new String(bytes, from, length, StandardCharsets.UTF_8));
            return event.isArray()
                    ? Optional.of(new StoredEvent(
                            event.path(0).asLong(),
                            event.path(1).asLong(),
                            event.path(2).asString(),
                            position))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The time stamp of a line, without the rest; 0 if it has none. */
    static long time(byte[] line, int length) {
        long time = 0;
        for (int i = 1; i < length && line[i] >= '0' && line[i] <= '9'; i++) {
            time = time * 10 + (line[i] - '0');
        }
        return time;
    }

    /** Tells every line that has an end. */
    static void scan(Path file, Visitor visitor) throws IOException {
        byte[] line = new byte[BUFFER_BYTES];
        int length = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = (byte) next;
                if (next == '\n') {
                    visitor.line(line, length);
                    length = 0;
                }
            }
        }
    }
}
