package davit.functions.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.aws.port.RoleSessions.NotAssumableException;
import davit.functions.engine.InvocationReport.Began;
import davit.functions.engine.RuntimeLauncher.Launched;
import davit.functions.engine.RuntimeLife.Completed;
import davit.functions.engine.RuntimeLife.InitEnd;
import davit.functions.logs.FunctionLog;
import davit.functions.logs.LogTail;
import davit.functions.logs.PlatformLines;
import davit.functions.logs.PlatformLines.FailedInit;
import davit.functions.model.Failures;
import davit.functions.model.FunctionSettings;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationOutcome.RuntimeExited;
import davit.functions.model.InvocationResult;
import davit.functions.model.Payload;
import davit.functions.model.RuntimeEnd;
import davit.sandbox.SandboxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An execution environment in a sandbox of this machine. An invocation passes through it in the thread of its caller:
 *
 * <ol>
 *   <li>the first one starts the runtime and waits for its init, for a limited time; if that fails, the runtime is
 *       started once more within the invocation's own time;
 *   <li>the event is given to the runtime, thawed before if it was frozen;
 *   <li>the outcome is awaited until the function's timeout, past which the sandbox is killed.
 * </ol>
 *
 * <p>What follows the answer happens in the thread of the runtime's connection: the REPORT line, and that the environment
 * is free again. {@link Freezer} freezes it if it stays so.
 */
final class LocalEnvironment implements Environment, RuntimeProcess.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEnvironment.class);
    private static final Duration PROVISIONED_INIT_LIMIT = Duration.ofSeconds(130);
    private static final Duration TAIL_GRACE = Duration.ofMillis(100);

    private final EnvironmentId id;
    private final LocalHost host;
    private final Served served;
    private final Events events;
    private final FunctionSettings settings;
    private final FunctionLog log;
    private final RuntimeLauncher launcher;
    private final AtomicBoolean isGone = new AtomicBoolean();

    @GuardedBy("this")
    private @Nullable RuntimeProcess process;

    @GuardedBy("this")
    private @Nullable InvocationReport report;

    @GuardedBy("this")
    private Instant credentialsEnd = Instant.MAX;

    @GuardedBy("this")
    private boolean isInitializing = true;

    @GuardedBy("this")
    private boolean isStopped;

    LocalEnvironment(EnvironmentId id, LocalHost host, Served served, Events events, Freezer freezer) {
        this.id = id;
        this.host = host;
        this.served = served;
        this.events = events;
        this.settings = served.version().settings();
        this.log = new FunctionLog(
                host.logs(),
                settings.logs().groupOf(served.function().name()),
                served.number(),
                host.time(),
                host.random());
        this.launcher = new RuntimeLauncher(host, served, log, freezer);
    }

    @Override
    public Optional<InvocationResult> invoke(Lease lease, Invocation invocation) throws InterruptedException {
        LogTail tail = invocation.wantsLogTail() ? new LogTail() : null;
        log.tailInto(tail);
        Optional<InvocationOutcome> outcome = outcome(lease, invocation);
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> kept = Optional.empty();
        if (tail != null) {
            awaitReport(outcome.get());
            kept = Optional.of(tail.base64());
        }
        return Optional.of(new InvocationResult(invocation.requestId(), outcome.get(), kept));
    }

    @Override
    public void initialize() throws InterruptedException {
        boolean lives = false;
        try {
            Duration limit = settings.timeout().compareTo(PROVISIONED_INIT_LIMIT) > 0
                    ? settings.timeout()
                    : PROVISIONED_INIT_LIMIT;
            if (init(limit, "init") instanceof Init.Ready(RuntimeProcess ready, Duration _) && events.idle(id)) {
                lives = true;
                ready.letRest();
            }
        } catch (NotAssumableException | LaunchException e) {
            LOG.warn("an environment to be kept ready for {} failed: {}", served.function(), e.getMessage());
        } finally {
            if (!lives) {
                end();
            }
        }
    }

    /** The outcome; empty if the environment had ended. Whatever goes wrong on the way ends it. */
    private Optional<InvocationOutcome> outcome(Lease lease, Invocation invocation) throws InterruptedException {
        boolean lives = false;
        try {
            RuntimeProcess warm = process();
            Optional<InvocationOutcome> outcome =
                    warm == null ? coldStart(lease, invocation) : run(lease, warm, invocation, began(), null);
            lives = outcome.isPresent() && leavesRunning(outcome.get());
            return outcome;
        } catch (NotAssumableException e) {
            LOG.warn("an invocation of {} failed: {}", served.function(), e.getMessage());
            return Optional.of(new InvocationOutcome.RoleNotAssumable());
        } catch (LaunchException | SandboxException e) {
            LOG.warn("an invocation of {} failed: {}", served.function(), e.getMessage());
            return Optional.of(new InvocationOutcome.PlatformFailed(String.valueOf(e.getMessage())));
        } finally {
            if (!lives) {
                end();
            }
        }
    }

    private static boolean leavesRunning(InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.Returned _,
                    InvocationOutcome.HandlerFailed _,
                    InvocationOutcome.ResponseTooLarge _ -> true;
            case InvocationOutcome.TimedOut _,
                    InvocationOutcome.RuntimeExited _,
                    InvocationOutcome.InitFailed _,
                    InvocationOutcome.Throttled _,
                    InvocationOutcome.RoleNotAssumable _,
                    InvocationOutcome.PlatformFailed _ -> false;
        };
    }

    private Began began() {
        return new Began(host.time(), host.time().nanos());
    }

    private Optional<InvocationOutcome> coldStart(Lease lease, Invocation invocation)
            throws NotAssumableException, LaunchException, SandboxException, InterruptedException {
        Init first = init(host.settings().initLimit(), "init");
        if (first instanceof Init.Ready(RuntimeProcess ready, Duration took)) {
            return run(lease, ready, invocation, began(), took);
        }
        Began began = began();
        return switch (init(settings.timeout(), "invoke")) {
            case Init.Ready(RuntimeProcess ready, Duration _) -> run(lease, ready, invocation, began, null);
            case Init.Failed(InvocationOutcome outcome, long peakMemoryBytes) -> {
                report(invocation, began, null)
                        .finish(new Completed(outcome, host.time().nanos()), peakMemoryBytes);
                yield Optional.of(outcome);
            }
        };
    }

    /** How a start of the runtime went. */
    private sealed interface Init {
        record Ready(RuntimeProcess process, Duration took) implements Init {}

        record Failed(InvocationOutcome outcome, long peakMemoryBytes) implements Init {}
    }

    private Init init(Duration limit, String phase)
            throws NotAssumableException, LaunchException, InterruptedException {
        Optional<Launched> launched = launcher.launch(this);
        if (launched.isEmpty()) {
            return failed(new RuntimeExited(new RuntimeEnd.NoEntryPoint()), phase, Duration.ZERO, 0);
        }
        RuntimeProcess started = adopt(launched.get());
        Optional<InitEnd> end = started.awaitInit(limit);
        Duration took = host.time().since(launched.get().startedNanos());
        if (end.isPresent() && end.get() instanceof InitEnd.Ready) {
            initialized();
            return new Init.Ready(started, took);
        }
        long peakMemoryBytes = started.peakMemoryBytes();
        started.close();
        return failed(
                end.map(LocalEnvironment::outcome).orElse(new InvocationOutcome.TimedOut(limit)),
                phase,
                took,
                peakMemoryBytes);
    }

    private static InvocationOutcome outcome(InitEnd end) {
        return switch (end) {
            case InitEnd.Failed(String errorType, Payload payload) ->
                new InvocationOutcome.InitFailed(errorType, payload);
            case InitEnd.Exited(RuntimeEnd reason) -> new RuntimeExited(reason);
            case InitEnd.Ready _ -> throw new IllegalStateException("the init succeeded");
        };
    }

    private Init failed(InvocationOutcome outcome, String phase, Duration took, long peakMemoryBytes) {
        String status = outcome instanceof InvocationOutcome.TimedOut ? "timeout" : "error";
        FailedInit init =
                new FailedInit(took, phase, status, Failures.errorType(outcome).orElse(null));
        PlatformLines.of(settings.logs()).initFailed(host.time().now(), init).forEach(log::line);
        return new Init.Failed(outcome, peakMemoryBytes);
    }

    /** Gives the runtime the event, and waits for what comes of it. */
    private Optional<InvocationOutcome> run(
            Lease lease, RuntimeProcess runtime, Invocation invocation, Began began, @Nullable Duration init)
            throws SandboxException, InterruptedException {
        if (!runtime.take(invocation.requestId())) {
            return Optional.empty();
        }
        InvocationReport begun = report(invocation, began, init);
        report(begun);
        long deadlineNanos = began.nanos() + settings.timeout().toNanos();
        runtime.deliver(invocation, Duration.ofNanos(deadlineNanos - host.time().nanos()));
        Completed completed = runtime.awaitCompletion(deadlineNanos, settings.timeout());
        if (leavesRunning(completed.outcome())) {
            events.settling(lease, deadlineNanos);
        } else {
            runtime.tellOutput();
            begun.finish(completed, runtime.peakMemoryBytes());
        }
        return Optional.of(completed.outcome());
    }

    private InvocationReport report(Invocation invocation, Began began, @Nullable Duration init) {
        return new InvocationReport(
                invocation.requestId(),
                settings,
                log,
                millis -> host.usage().countInvocation(served.function(), settings, millis, served.isProvisioned()),
                began,
                init);
    }

    private synchronized @Nullable RuntimeProcess process() {
        return process;
    }

    private synchronized void report(InvocationReport begun) {
        report = begun;
    }

    private synchronized @Nullable InvocationReport report() {
        return report;
    }

    private synchronized void initialized() {
        isInitializing = false;
    }

    private RuntimeProcess adopt(Launched launched) {
        boolean tooLate;
        synchronized (this) {
            process = launched.process();
            credentialsEnd = launched.credentialsEnd();
            tooLate = isStopped;
        }
        if (tooLate) {
            launched.process().close();
        }
        return launched.process();
    }

    private void awaitReport(InvocationOutcome outcome) throws InterruptedException {
        RuntimeProcess runtime = process();
        if (runtime == null) {
            return;
        }
        try {
            runtime.awaitSettled(TAIL_GRACE);
        } catch (InterruptedException e) {
            outcome.forget();
            throw e;
        }
        finishReport(runtime);
    }

    private void finishReport(RuntimeProcess runtime) {
        InvocationReport begun = report();
        Optional<Completed> completed = runtime.completed();
        if (begun != null && completed.isPresent()) {
            runtime.tellOutput();
            begun.finish(completed.get(), runtime.peakMemoryBytes());
        }
    }

    @Override
    public boolean settled() {
        RuntimeProcess runtime = process();
        if (runtime != null) {
            finishReport(runtime);
        }
        if (!hasFreshCredentials()) {
            gone();
        } else if (events.idle(id)) {
            return true;
        }
        Thread.ofVirtual().name("environment-stop").start(this::stop);
        return false;
    }

    /** Whether the credentials outlast the longest idleness and one invocation more. */
    private synchronized boolean hasFreshCredentials() {
        Duration idle = served.isProvisioned()
                ? EngineLimits.PROVISIONED_IDLE
                : host.settings().maxIdle();
        Duration longest = idle.plus(settings.timeout());
        return host.time().now().plus(longest).isBefore(credentialsEnd);
    }

    @Override
    public void ended() {
        RuntimeProcess runtime;
        synchronized (this) {
            if (isInitializing) {
                return; // The thread of the invocation sees it.
            }
            runtime = process;
        }
        if (runtime != null) {
            finishReport(runtime);
        }
        end();
    }

    @Override
    public boolean isOverdue() {
        RuntimeProcess runtime = process();
        return runtime != null && runtime.isOverdue();
    }

    @Override
    public void stopIfOverdue() {
        RuntimeProcess runtime = process();
        if (runtime != null) {
            runtime.endIfOverdue(settings.timeout());
        }
    }

    @Override
    public void stop() {
        RuntimeProcess runtime;
        synchronized (this) {
            isStopped = true;
            runtime = process;
        }
        try {
            if (runtime != null) {
                runtime.terminate(host.settings().stopGrace());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        RuntimeProcess runtime = process();
        if (runtime != null) {
            runtime.close();
        }
        gone();
    }

    private void gone() {
        if (isGone.compareAndSet(false, true)) {
            events.gone(id);
        }
    }
}
