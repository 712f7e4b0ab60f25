package davit.functions.logs;

import davit.base.json.Json;
import davit.functions.model.Failures;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.LogSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines in Lambda's JSON form ({@code LogFormat: JSON}), from the chosen level on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">the levels</a>
 */
final class JsonLines implements PlatformLines {
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final double HUNDRED = 100.0;

    private final int level;

    /** From {@code level} of {@link LogSettings#SYSTEM_LEVELS} on. */
    JsonLines(String level) {
        this.level = LogSettings.SYSTEM_LEVELS.indexOf(level);
    }

    @Override
    public List<String> start(Instant now, String requestId, String version) {
        Map<String, Object> entry = members("requestId", requestId);
        entry.put("version", version);
        List<String> lines = new ArrayList<>();
        add(lines, "INFO", now, "platform.start", entry);
        return lines;
    }

    @Override
    public List<String> end(Instant now, String requestId, InvocationOutcome outcome, Usage usage) {
        String status = status(outcome);
        boolean wentWell = status.equals("success");
        Map<String, Object> ended = members("requestId", requestId);
        ended.put("status", status);
        Failures.errorType(outcome).ifPresent(type -> ended.put("errorType", type));
        Map<String, Object> report = new LinkedHashMap<>(ended);
        ended.put("metrics", members("durationMs", millis(usage.duration())));
        report.put("metrics", metrics(usage));
        List<String> lines = new ArrayList<>();
        add(lines, wentWell ? "DEBUG" : "WARN", now, "platform.runtimeDone", ended);
        add(lines, wentWell ? "INFO" : "WARN", now, "platform.report", report);
        return lines;
    }

    private static Map<String, Object> metrics(Usage usage) {
        Map<String, Object> metrics = members("durationMs", millis(usage.duration()));
        metrics.put("billedDurationMs", usage.billedMillis());
        metrics.put("memorySizeMB", usage.memoryMb());
        metrics.put("maxMemoryUsedMB", usage.peakMemoryMb());
        usage.init().ifPresent(init -> metrics.put("initDurationMs", millis(init)));
        return metrics;
    }

    private static String status(InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.Returned _ -> "success";
            case InvocationOutcome.TimedOut _ -> "timeout";
            case InvocationOutcome.HandlerFailed _, InvocationOutcome.ResponseTooLarge _ -> "error";
            case InvocationOutcome.RuntimeExited _,
                    InvocationOutcome.InitFailed _,
                    InvocationOutcome.Throttled _,
                    InvocationOutcome.RoleNotAssumable _,
                    InvocationOutcome.PlatformFailed _ -> "failure";
        };
    }

    @Override
    public List<String> initFailed(Instant now, FailedInit init) {
        Map<String, Object> report = members("initializationType", "on-demand");
        report.put("phase", init.phase());
        report.put("status", init.status());
        if (init.errorType() != null) {
            report.put("errorType", init.errorType());
        }
        report.put("metrics", members("durationMs", millis(init.duration())));
        List<String> lines = new ArrayList<>();
        add(lines, "WARN", now, "platform.initReport", report);
        return lines;
    }

    private void add(List<String> lines, String ofLevel, Instant now, String type, Map<String, Object> entry) {
        if (LogSettings.SYSTEM_LEVELS.indexOf(ofLevel) >= level) {
            Map<String, Object> line =
                    members("time", now.truncatedTo(ChronoUnit.MILLIS).toString());
            line.put("type", type);
            line.put("record", entry);
            lines.add(Json.text(line));
        }
    }

    private static Map<String, Object> members(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(name, value);
        return members;
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_MILLI * HUNDRED) / HUNDRED;
    }
}
