package davit.functions.logs;

import davit.functions.model.Failures;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.RuntimeEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Lines in Lambda's text form: START, END, REPORT and INIT_REPORT. */
final class ReportLines implements PlatformLines {
    private static final long NANOS_PER_HUNDREDTH = 10_000;
    private static final int HUNDREDTHS = 100;

    @Override
    public List<String> start(Instant now, String requestId, String version) {
        return List.of("START RequestId: " + requestId + " Version: " + version);
    }

    @Override
    public List<String> end(Instant now, String requestId, InvocationOutcome outcome, Usage usage) {
        String end = "END RequestId: " + requestId;
        String report = report(requestId, outcome, usage);
        return switch (outcome) {
            case InvocationOutcome.TimedOut _ ->
                List.of(
                        now.truncatedTo(ChronoUnit.MILLIS) + " " + requestId + " "
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
                    InvocationOutcome.RoleNotAssumable _,
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
                .append(usage.peakMemoryMb())
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

    @Override
    public List<String> initFailed(Instant now, FailedInit init) {
        String line = "INIT_REPORT Init Duration: " + millis(init.duration()) + " ms\tPhase: " + init.phase()
                + "\tStatus: " + init.status();
        return List.of(init.errorType() == null ? line : line + "\tError Type: " + init.errorType());
    }

    /** With two decimals; put together by hand because every invocation needs it, and a format is read each time. */
    private static String millis(Duration duration) {
        long hundredths = (duration.toNanos() + NANOS_PER_HUNDREDTH / 2) / NANOS_PER_HUNDREDTH;
        String decimals = Long.toString(HUNDREDTHS + hundredths % HUNDREDTHS).substring(1);
        return hundredths / HUNDREDTHS + "." + decimals;
    }
}
