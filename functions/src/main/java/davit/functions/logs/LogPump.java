package davit.functions.logs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.aws.port.LogSink;
import davit.aws.port.LogSink.LogEvent;
import davit.base.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings log events to the {@link LogSink} in batches, from a thread of its own, so that no function waits for it.
 *
 * <p>At most {@value #MAX_WAITING_BYTES} bytes wait. What comes beyond is dropped, and a line in the stream says how
 * many lines were.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class LogPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogPump.class);
    private static final int MAX_WAITING_BYTES = 16 * 1024 * 1024;
    private static final int BYTES_PER_EVENT = 64;
    private static final Duration PAUSE_BETWEEN_BATCHES = Duration.ofMillis(10);

    private record StreamName(String group, String stream) {}

    private static final class Waiting {
        final List<LogEvent> events = new ArrayList<>();
        int dropped;
    }

    private final LogSink sink;
    private final Time time;
    private final Thread writer;
    private final Lock writing = new ReentrantLock();

    @GuardedBy("this")
    private Map<StreamName, Waiting> waiting = new LinkedHashMap<>();

    @GuardedBy("this")
    private int waitingBytes;

    @GuardedBy("this")
    private boolean isClosed;

    /** Begins to bring events to {@code sink}. */
    public LogPump(LogSink sink, Time time) {
        this.sink = sink;
        this.time = time;
        this.writer = Thread.ofVirtual().name("log-pump").start(this::writeUntilClosed);
    }

    /** Adds an event; never waits for the sink. */
    public synchronized void add(String group, String stream, LogEvent event) {
        Waiting events = waiting.computeIfAbsent(new StreamName(group, stream), _ -> new Waiting());
        int size = event.message().length() + BYTES_PER_EVENT;
        if (waitingBytes + size > MAX_WAITING_BYTES) {
            events.dropped++;
        } else {
            waitingBytes += size;
            events.events.add(event);
        }
        notifyAll();
    }

    private void writeUntilClosed() {
        try {
            while (awaitEvents()) {
                writeBatch();
                time.pause(PAUSE_BETWEEN_BATCHES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitEvents() throws InterruptedException {
        while (waiting.isEmpty() && !isClosed) {
            wait();
        }
        return !isClosed;
    }

    /** Brings what was added before to the sink, and returns when it is there. */
    public void flush() {
        writeBatch();
    }

    /** One thread at a time, so that the lines of a stream keep their order. */
    private void writeBatch() {
        writing.lock();
        try {
            take().forEach(this::write);
        } finally {
            writing.unlock();
        }
    }

    private synchronized Map<StreamName, Waiting> take() {
        Map<StreamName, Waiting> taken = waiting;
        waiting = new LinkedHashMap<>();
        waitingBytes = 0;
        return taken;
    }

    private void write(StreamName name, Waiting batch) {
        List<LogEvent> events = batch.events;
        if (batch.dropped > 0) {
            events.add(droppedLine(events, batch.dropped));
        }
        try {
            sink.append(name.group(), name.stream(), List.copyOf(events));
        } catch (RuntimeException e) {
            LOG.error("append {} log events to {} {}", events.size(), name.group(), name.stream(), e);
        }
    }

    private LogEvent droppedLine(List<LogEvent> before, int count) {
        Instant timestamp = before.isEmpty() ? time.now() : before.getLast().timestamp();
        return new LogEvent(timestamp, "[davit] " + count + " lines were dropped: they came faster than logs are kept");
    }

    /** Brings what waits to the sink, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeBatch();
    }
}
