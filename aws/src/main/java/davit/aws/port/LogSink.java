package davit.aws.port;

import java.time.Instant;
import java.util.List;

/**
 * Takes log events of functions. Answered by CloudWatch Logs.
 *
 * <p>Thread safety: called from many threads at once.
 */
@FunctionalInterface
public interface LogSink {
    /** Adds events to a stream in order; group and stream are made if they are not there. */
    void append(String group, String stream, List<LogEvent> events);

    /**
     * One event.
     *
     * @param timestamp when it happened, kept to the millisecond
     * @param message the text without a line end
     */
    record LogEvent(Instant timestamp, String message) {}
}
