package davit.functions.logs;

import davit.functions.model.InvocationOutcome;
import davit.functions.model.LogSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines that the platform writes into a function's log, in one of Lambda's two forms. */
public sealed interface PlatformLines permits ReportLines, JsonLines {
    /** In the form that a function has chosen. */
    static PlatformLines of(LogSettings settings) {
        return settings.isJson() ? new JsonLines(String.valueOf(settings.systemLevel())) : new ReportLines();
    }

    /** What is written at the begin of an invocation. */
    List<String> start(Instant now, String requestId, String version);

    /** What is written at the end of an invocation: the platform's word on a failure, and what it used. */
    List<String> end(Instant now, String requestId, InvocationOutcome outcome, Usage usage);

    /** What is written on an init that failed. */
    List<String> initFailed(Instant now, FailedInit init);

    /**
     * What an invocation used.
     *
     * @param duration from the event to the answer
     * @param init how long the init took, if the invocation found no environment ready
     * @param memoryMb the function's memory
     * @param peakMemoryBytes the most that was in use
     */
    record Usage(Duration duration, Optional<Duration> init, int memoryMb, long peakMemoryBytes) {
        private static final long NANOS_PER_MILLI = 1_000_000;
        private static final long BYTES_PER_MB = 1024 * 1024;

        /** What is billed: duration and init, rounded up to the millisecond. */
        public long billedMillis() {
            Duration billed = duration.plus(init.orElse(Duration.ZERO));
            return Math.ceilDiv(billed.toNanos(), NANOS_PER_MILLI);
        }

        /** The most memory that was in use, in megabytes, never more than the function has. */
        public long peakMemoryMb() {
            return Math.min(memoryMb, Math.ceilDiv(peakMemoryBytes, BYTES_PER_MB));
        }
    }

    /**
     * An init that failed.
     *
     * @param duration how long it took
     * @param phase {@code init}, or {@code invoke} when it was repeated inside of an invocation
     * @param status {@code error} or {@code timeout}
     * @param errorType what Lambda calls the error; absent with a timeout
     */
    record FailedInit(
            Duration duration,
            String phase,
            String status,
            @Nullable String errorType) {}
}
