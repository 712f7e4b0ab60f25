package davit.functions.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.functions.engine.RuntimeLife.Completed;
import davit.functions.logs.FunctionLog;
import davit.functions.logs.PlatformLines;
import davit.functions.logs.PlatformLines.Usage;
import davit.functions.model.FunctionSettings;
import davit.functions.model.InvocationOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The platform's lines on one invocation: START when it is made, END and REPORT once when it is finished.
 *
 * <p>Thread safety: {@link #finish} may be called from any thread.
 */
final class InvocationReport {
    private final String requestId;
    private final FunctionSettings settings;
    private final FunctionLog log;
    private final LongConsumer billed;
    private final PlatformLines lines;
    private final Time time;
    private final long beganNanos;
    private final @Nullable Duration init;

    @GuardedBy("this")
    private boolean isFinished;

    /**
     * Writes the START line.
     *
     * @param billed told the billed milliseconds, at the end
     * @param clock the clocks, and {@code beganNanos}, when the invocation's duration began
     * @param init how long the init took, if the invocation waited for it
     */
    InvocationReport(
            String requestId,
            FunctionSettings settings,
            FunctionLog log,
            LongConsumer billed,
            Began clock,
            @Nullable Duration init) {
        this.requestId = requestId;
        this.billed = billed;
        this.settings = settings;
        this.log = log;
        this.time = clock.time();
        this.beganNanos = clock.nanos();
        this.init = init;
        this.lines = PlatformLines.of(settings.logs());
        lines.start(time.now(), requestId, log.version()).forEach(log::line);
    }

    /** A reading of a clock. */
    record Began(Time time, long nanos) {}

    /** Writes what there is to say at the end, once. */
    synchronized void finish(Completed completed, long peakMemoryBytes) {
        if (isFinished) {
            return;
        }
        isFinished = true;
        InvocationOutcome outcome = completed.outcome();
        Duration duration = outcome instanceof InvocationOutcome.TimedOut(Duration timeout)
                ? timeout
                : Duration.ofNanos(completed.atNanos() - beganNanos);
        Usage usage = new Usage(duration, Optional.ofNullable(init), settings.memoryMb(), peakMemoryBytes);
        lines.end(time.now(), requestId, outcome, usage).forEach(log::line);
        billed.accept(usage.billedMillis());
    }
}
