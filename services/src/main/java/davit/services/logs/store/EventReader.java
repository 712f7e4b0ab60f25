package davit.services.logs.store;

import davit.services.logs.model.PageLimit;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.model.TimeRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the events that a stream had when it was opened, and of its files only the blocks that may hold what is wanted.
 *
 * <p>For one thread.
 */
final class EventReader implements AutoCloseable {
    /**
     * One file.
     *
     * @param channel the file, open
     * @param begins the position of its first byte in the stream
     * @param blocks its lines
     */
    record Source(FileChannel channel, long begins, List<Block> blocks) {}

    private final List<Source> sources;

    /** Of these files, the oldest first, which it closes. */
    EventReader(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Tells {@code visitor} the events from a position on in their order, until it has enough and returns false. */
    void forward(long from, TimeRange time, Predicate<StoredEvent> visitor) throws IOException {
        for (Source source : sources) {
            for (Block block : source.blocks()) {
                boolean isBehind = source.begins() + block.at() + block.length() > from;
                if (isBehind && !tell(events(source, block, time), from, visitor)) {
                    return;
                }
            }
        }
    }

    private static boolean tell(List<StoredEvent> events, long from, Predicate<StoredEvent> visitor) {
        return events.stream().filter(event -> event.position() >= from).allMatch(visitor);
    }

    /** The last events before a position, as many as a page has, in their order. */
    List<StoredEvent> backward(long before, TimeRange time, PageLimit limit) throws IOException {
        Deque<StoredEvent> found = new ArrayDeque<>();
        for (Source source : sources.reversed()) {
            for (Block block : source.blocks().reversed()) {
                boolean isBefore = source.begins() + block.at() < before;
                if (isBefore && !addTo(found, events(source, block, time), before, limit)) {
                    return List.copyOf(found);
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean addTo(Deque<StoredEvent> found, List<StoredEvent> events, long before, PageLimit limit) {
        return events.reversed().stream()
                .filter(event -> event.position() < before)
                .allMatch(event -> limit.takes(event) && found.offerFirst(event) && !limit.isFull());
    }

    private static List<StoredEvent> events(Source source, Block block, TimeRange time) throws IOException {
        if (!time.meets(block.earliest(), block.latest())) {
            return List.of();
        }
        byte[] bytes = read(source.channel(), block);
        List<StoredEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                long position = source.begins() + block.at() + start;
                Optional<StoredEvent> event = EventLines.read(bytes, start, i - start, position);
                event.filter(each -> time.contains(each.timestamp())).ifPresent(events::add);
                start = i + 1;
            }
        }
        return events;
    }

    private static byte[] read(FileChannel channel, Block block) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(block.length());
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, block.at() + buffer.position()) < 0) {
                throw new EOFException("the file ends before " + (block.at() + block.length()));
            }
        }
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.channel().close();
        }
    }
}
