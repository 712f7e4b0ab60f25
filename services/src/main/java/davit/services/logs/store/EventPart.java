package davit.services.logs.store;

import davit.base.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * One file of a stream's events, and where in it which times are. Its first line says, as {@code {"begins": 1234}}, how
 * many bytes of the stream came before it, if any did.
 *
 * <p>Not thread safe.
 */
final class EventPart {
    private static final String BEGINS = "begins";

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();
    private long begins;
    private long size;
    private boolean isCutOff;

    private EventPart(Path file, long begins) {
        this.file = file;
        this.begins = begins;
    }

    /** The part in {@code file}; an empty one, not yet on the disk, if there is none. */
    static EventPart load(Path file, long begins) throws IOException {
        EventPart part = new EventPart(file, begins);
        if (Files.exists(file)) {
            EventLines.scan(file, part::scanned);
            long onDisk = Files.size(file);
            part.isCutOff = onDisk > part.size; // a crash: the next line must not be put behind it
            part.size = onDisk;
        }
        return part;
    }

    private void scanned(byte[] line, int length) {
        if (line[0] == '{') {
            begins = beginsBy(line, length);
        } else {
            add(length, EventLines.time(line, length));
        }
        size += length;
    }

    /** What the header says; what is known without it, if a crash cut it off. */
    private long beginsBy(byte[] line, int length) {
        try {
            return Json.tree(new String(line, 0, length, StandardCharsets.UTF_8))
                    .path(BEGINS)
                    .asLong(begins);
        } catch (JacksonException e) {
            return begins;
        }
    }

    private void add(int length, long time) {
        if (!blocks.isEmpty() && blocks.getLast().goesOn(size, length)) {
            blocks.set(blocks.size() - 1, blocks.getLast().with(length, time));
        } else {
            blocks.add(Block.of(size, length, time));
        }
    }

    /** Adds lines with one call, so that a crash can cut off the last one only. */
    void append(List<EventLines.Line> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (isCutOff) {
            bytes.write('\n');
        }
        boolean hasHeader = size > 0 && !isCutOff;
        if (blocks.isEmpty() && !hasHeader && begins > 0) {
            bytes.writeBytes(header());
        }
        int before = bytes.size();
        lines.forEach(line -> bytes.writeBytes(line.bytes()));
        Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        isCutOff = false;
        size += before;
        for (EventLines.Line line : lines) {
            add(line.bytes().length, line.time());
            size += line.bytes().length;
        }
    }

    private byte[] header() {
        return (Json.text(Map.of(BEGINS, begins)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Where the stream goes on behind it. */
    long end() {
        return begins + size;
    }

    long size() {
        return size;
    }

    /** Whether it has events, and all are older. */
    boolean isOlderThan(long oldest) {
        return !blocks.isEmpty() && blocks.stream().allMatch(block -> block.latest() < oldest);
    }

    /** Moves it, with its events, in place of what is there. */
    EventPart moveTo(Path place) throws IOException {
        Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
        EventPart moved = new EventPart(place, begins);
        moved.blocks.addAll(blocks);
        moved.size = size;
        moved.isCutOff = isCutOff;
        return moved;
    }

    /** Gives up all events; those that follow have higher positions. */
    EventPart emptied() throws IOException {
        EventPart empty = new EventPart(file, end());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.write(unfinished, empty.header());
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        empty.size = empty.header().length;
        return empty;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The events that are there now, whatever happens to the file afterwards; whoever calls closes it. */
    EventReader.Source open() throws IOException {
        return new EventReader.Source(FileChannel.open(file), begins, List.copyOf(blocks));
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }
}
