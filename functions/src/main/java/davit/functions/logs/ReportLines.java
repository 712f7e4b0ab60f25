package davit.functions.logs;

import davit.functions.model.Failures;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.RuntimeEnd;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines that the platform writes into a function's log, in Lambda's text form. */
public final class ReportLines {
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final long BYTES_PER_MB = 1024 * 1024;

    private ReportLines() {}

    /**
     * What an invocation used.
     *
     * @param duration from the event to the answer
     * @param init how long the init took, if the invocation found no environment ready
     * @param memoryMb the function's memory
     * @param peakMemoryBytes the most that was in use
     */
    public record Usage(Duration duration, Optional<Duration> init, int memoryMb, long peakMemoryBytes) {
        /** What is billed: duration and init, rounded up to the millisecond. */
        public long billedMillis() {
            Duration billed = duration.plus(init.orElse(Duration.ZERO));
            return Math.ceilDiv(billed.toNanos(), (long) NANOS_PER_MILLI);
        }
    }

    /** The line at the begin of an invocation. */
    public static String start(String requestId, String version) {
        return "START RequestId: " + requestId + " Version: " + version;
    }

    /** The lines at the end of an invocation: the platform's word on a failure, END and REPORT. */
    public static List<String> end(String requestId, String timestamp, InvocationOutcome outcome, Usage usage) {
        String end = "END RequestId: " + requestId;
        String report = report(requestId, outcome, usage);
        return switch (outcome) {
            case InvocationOutcome.TimedOut _ ->
                List.of(
                        timestamp + " " + requestId + " "
                                + Failures.sentence(outcome).orElseThrow() + "\n",
                        end,
                        report);
            case InvocationOutcome.RuntimeExited(RuntimeEnd reason) ->
                List.of(
                        "RequestId: " + requestId + " Error: " + reason.message() + "\n" + reason.errorType(),
                        end,
                        report);
            case InvocationOutcome.ResponseTooLarge _ ->
                List.of(Failures.sentence(outcome).orElseThrow(), end, report);
            case InvocationOutcome.Returned _,
                    InvocationOutcome.HandlerFailed _,
                    InvocationOutcome.InitFailed _,
                    InvocationOutcome.Throttled _,
                    InvocationOutcome.PlatformFailed _ -> List.of(end, report);
        };
    }

    private static String report(String requestId, InvocationOutcome outcome, Usage usage) {
        StringBuilder line = new StringBuilder()
                .append("REPORT RequestId: ")
                .append(requestId)
                .append("\tDuration: ")
                .append(millis(usage.duration()))
                .append(" ms\tBilled Duration: ")
                .append(usage.billedMillis())
                .append(" ms\tMemory Size: ")
                .append(usage.memoryMb())
                .append(" MB\tMax Memory Used: ")
                .append(Math.min(usage.memoryMb(), Math.ceilDiv(usage.peakMemoryBytes(), BYTES_PER_MB)))
                .append(" MB\t");
        usage.init()
                .ifPresent(init ->
                        line.append("Init Duration: ").append(millis(init)).append(" ms\t"));
        if (outcome instanceof InvocationOutcome.TimedOut) {
            line.append("Status: timeout");
        }
        Failures.errorType(outcome)
                .ifPresent(type -> line.append("Status: error\tError Type: ").append(type));
        return line.toString();
    }

    /**
     * The line on an init that failed.
     *
     * @param phase {@code init}, or {@code invoke} when it was repeated inside of an invocation
     * @param status {@code error} or {@code timeout}
     */
    public static String initReport(Duration duration, String phase, String status, @Nullable String errorType) {
        return "INIT_REPORT Init Duration: " + millis(duration) + " ms\tPhase: " + phase + "\tStatus: " + status
                + (errorType == null ? "" : "\tError Type: " + errorType);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toNanos() / NANOS_PER_MILLI);
    }
}
