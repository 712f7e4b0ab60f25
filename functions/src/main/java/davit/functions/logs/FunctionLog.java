package davit.functions.logs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.aws.port.LogSink.LogEvent;
import davit.base.time.Time;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The log of one execution environment: one stream, {@code yyyy/MM/dd/[VERSION]32hex}.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class FunctionLog {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);
    private static final int STREAM_ID_BYTES = 16;

    private final LogPump pump;
    private final String group;
    private final String stream;
    private final String version;
    private final Time time;

    @GuardedBy("this")
    private @Nullable LogTail tail;

    /** A log in a new stream of {@code group}. */
    public FunctionLog(LogPump pump, String group, String version, Time time, RandomGenerator random) {
        this.pump = pump;
        this.group = group;
        this.time = time;
        this.version = version;
        byte[] id = new byte[STREAM_ID_BYTES];
        random.nextBytes(id);
        String day = time.now().atZone(ZoneOffset.UTC).format(DAY);
        this.stream = day + "/[" + version + "]" + HexFormat.of().formatHex(id);
    }

    /** The version of the function that writes it. */
    public String version() {
        return version;
    }

    /** The log group. */
    public String group() {
        return group;
    }

    /** The log stream. */
    public String stream() {
        return stream;
    }

    /** Keeps the end of what is written from now on in {@code newTail}; null for nowhere. */
    public synchronized void tailInto(@Nullable LogTail newTail) {
        tail = newTail;
    }

    /** Writes one event, with the time that it is now. */
    public synchronized void line(String message) {
        pump.add(group, stream, new LogEvent(time.now(), message));
        if (tail != null) {
            tail.add(message);
        }
    }
}
