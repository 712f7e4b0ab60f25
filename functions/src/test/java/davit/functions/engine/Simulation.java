package davit.functions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import davit.functions.engine.Placement.Decision;
import davit.functions.engine.RuntimeLife.Completed;
import davit.functions.engine.RuntimeLife.InitEnd;
import davit.functions.engine.RuntimeLife.Phase;
import davit.functions.model.AsyncEvent;
import davit.functions.model.AsyncSettings;
import davit.functions.model.FunctionId;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.Payload;
import davit.functions.model.RetryRules;
import davit.functions.model.RetryRules.Next;
import davit.functions.model.RuntimeEnd;
import davit.functions.runtimeapi.Reply;
import davit.functions.runtimeapi.RuntimeCalls.Body;
import davit.functions.work.AsyncQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A world in which the engine's state machines are driven by one queue of events in virtual time. */
final class Simulation {
    private static final EngineLimits LIMITS = new EngineLimits(12, 6, Duration.ofMinutes(2), Duration.ofMillis(25));
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);
    private static final int FUNCTIONS = 4;
    private static final int MAX_TRACE = 200;

    private record Happening(long atNanos, long number, Runnable work) {}

    /** One invocation; {@code event} if it is an attempt of an asynchronous one. */
    record Call(
            long number,
            FunctionId function,
            long generation,
            @Nullable AsyncEvent event) {
        String requestId() {
            return "request-" + number;
        }
    }

    private final Random random;
    private final PriorityQueue<Happening> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atNanos).thenComparingLong(Happening::number));
    private final Map<FunctionId, Long> generations = new LinkedHashMap<>();
    /** The outdated generations that the engine was told of since the last crash. */
    private final Map<FunctionId, Set<Long>> told = new HashMap<>();

    private final Map<FunctionId, Integer> reserved = new HashMap<>();
    private final Map<Long, Call> open = new LinkedHashMap<>();
    private final List<Call> waiting = new ArrayList<>();
    private final Map<String, AsyncEvent> stored = new LinkedHashMap<>();
    private final Map<String, Integer> functionErrors = new HashMap<>();
    private final Map<EnvironmentId, SimulatedRuntime> runtimes = new LinkedHashMap<>();
    private final List<String> trace = new ArrayList<>();
    private final Set<String> met = new TreeSet<>();
    private Placement placement = new Placement(LIMITS);
    private AsyncQueue queue = new AsyncQueue();
    private long now;
    private long numbers;
    private int epoch;
    private boolean isEnding;

    Simulation(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < FUNCTIONS; i++) {
            generations.put(new FunctionId("000000000000", "us-east-1", "f" + i), 1L);
        }
    }

    /** The last things that happened. */
    List<String> trace() {
        return List.copyOf(trace);
    }

    /** The kinds of things that happened. */
    Set<String> met() {
        return met;
    }

    /** Lets the world run so long, then lets it come to rest, and checks that nothing is left. */
    void run(Duration length) {
        soon(0, this::arrive);
        soon(0, this::change);
        soon(0, this::sweep);
        until(length.toNanos());
        isEnding = true;
        until(now + Duration.ofHours(8).toNanos());
        assertThat(open).as("invocations without an outcome").isEmpty();
        assertThat(stored).as("events neither delivered nor given up").isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(placement.size()).as("environments left").isZero();
        assertThat(runtimes).isEmpty();
    }

    private void until(long endNanos) {
        while (!agenda.isEmpty() && agenda.peek().atNanos() <= endNanos) {
            Happening next = agenda.remove();
            now = next.atNanos();
            next.work().run();
            check();
        }
        now = endNanos;
    }

    private void soon(long afterNanos, Runnable work) {
        agenda.add(new Happening(now + afterNanos, numbers++, work));
    }

    /** As {@link #soon}, but not if the server crashes before. */
    private void unlessCrashed(long afterNanos, Runnable work) {
        int mine = epoch;
        soon(afterNanos, () -> {
            if (epoch == mine) {
                work.run();
            }
        });
    }

    /** A time between these milliseconds. */
    private long between(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least)).toNanos();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private void meet(String what) {
        met.add(what);
        trace.add(now + " " + what);
        if (trace.size() > MAX_TRACE) {
            trace.removeFirst();
        }
    }

    // What comes from outside.

    private void arrive() {
        if (isEnding) {
            return;
        }
        FunctionId function = anyFunction();
        if (chance(0.3)) {
            Instant accepted = instant();
            AsyncEvent event = new AsyncEvent(
                    "event-" + numbers++, function, function.arn().toString(), null, "", accepted, accepted, 0, 0);
            stored.put(event.requestId(), event);
            queue.add(event);
            deliverDue();
        } else {
            place(call(function, null));
        }
        soon(chance(0.1) ? between(1_000, 200_000) : between(1, 1_500), this::arrive);
    }

    private FunctionId anyFunction() {
        return List.copyOf(generations.keySet()).get(random.nextInt(FUNCTIONS));
    }

    private Instant instant() {
        return Instant.EPOCH.plusNanos(now);
    }

    private Call call(FunctionId function, @Nullable AsyncEvent event) {
        // Who reads a function just before it is changed, invokes the former generation.
        long generation = generations.getOrDefault(function, 0L) - (chance(0.03) ? 1 : 0);
        Call call = new Call(numbers++, function, generation, event);
        open.put(call.number(), call);
        return call;
    }

    private void change() {
        if (isEnding) {
            return;
        }
        FunctionId function = anyFunction();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                long generation = generations.merge(function, 1L, Long::sum);
                placement.retire(function, generation - 1).forEach(this::end);
                told.computeIfAbsent(function, _ -> new HashSet<>()).add(generation - 1);
                meet("update");
            }
            case 3, 4, 5 -> {
                int concurrency = random.nextInt(3);
                reserved.put(function, concurrency);
                placement.reserve(function, concurrency);
            }
            case 6, 7, 8 -> {
                reserved.remove(function);
                placement.reserve(function, null);
            }
            case 9 -> crash();
            default -> wake();
        }
        soon(between(5_000, 60_000), this::change);
    }

    /** The server is killed, and starts again: what was in memory is gone. */
    private void crash() {
        meet("crash");
        epoch++;
        for (Call call : List.copyOf(open.values())) {
            open.remove(call.number());
            meet("lost with the server");
        }
        waiting.clear();
        runtimes.clear();
        told.clear();
        placement = new Placement(LIMITS);
        reserved.forEach(placement::reserve);
        queue = new AsyncQueue();
        stored.values().forEach(queue::add);
        deliverDue();
    }

    private void sweep() {
        for (EnvironmentId id : placement.expire(now)) {
            meet(runtimes.containsKey(id) && runtimes.get(id).isIdle ? "expired" : "never settled");
            end(id);
        }
        wake();
        deliverDue();
        if (!isEnding || !open.isEmpty() || !stored.isEmpty() || placement.size() > 0) {
            soon(Duration.ofSeconds(1).toNanos(), this::sweep);
        }
    }

    // The asynchronous queue.

    private void deliverDue() {
        for (Optional<AsyncEvent> due = queue.takeDue(instant()); due.isPresent(); due = queue.takeDue(instant())) {
            place(call(due.get().function(), due.get()));
        }
    }

    private void settle(AsyncEvent event, InvocationOutcome outcome) {
        assertThat(stored).as("an attempt of an event that is over").containsKey(event.requestId());
        boolean failed = !(outcome instanceof InvocationOutcome.Returned)
                && !(outcome instanceof InvocationOutcome.Throttled)
                && !(outcome instanceof InvocationOutcome.PlatformFailed);
        int errors = functionErrors.merge(event.requestId(), failed ? 1 : 0, Integer::sum);
        AsyncSettings settings = isImpatient(event) ? new AsyncSettings(1, 60, Instant.EPOCH) : AsyncSettings.DEFAULT;
        Next next = RetryRules.after(event, outcome, settings, instant());
        switch (next) {
            case Next.Delivered _ -> {
                assertThat(outcome).isInstanceOf(InvocationOutcome.Returned.class);
                stored.remove(event.requestId());
                meet("Delivered");
            }
            case Next.Again(AsyncEvent again) -> {
                stored.put(again.requestId(), again);
                assertThat(again.dueAt()).isAfter(instant());
                meet("Again");
            }
            case Next.Dropped(String condition) -> {
                if (condition.equals("RetriesExhausted")) {
                    assertThat(errors).isEqualTo(settings.retries() + 1);
                }
                stored.remove(event.requestId());
                meet(condition);
            }
        }
        queue.finished(event);
        if (next instanceof Next.Again(AsyncEvent again)) {
            queue.add(again);
        }
        deliverDue();
    }

    /** A third of the events belong to functions that keep them for a minute and try once more only. */
    private static boolean isImpatient(AsyncEvent event) {
        return event.requestId().hashCode() % 3 == 0;
    }

    // The dispatcher's part.

    private void place(Call call) {
        switch (placement.place(call.function(), call.generation(), now)) {
            case Decision.Reuse(Lease lease) -> {
                SimulatedRuntime runtime = lease(known(lease.environment()), call);
                runtime.lease = lease;
                meet("reuse");
                begin(runtime, call);
            }
            case Decision.Start(Lease lease, Optional<EnvironmentId> evicted) -> {
                assertThat(placement.size()).isLessThanOrEqualTo(LIMITS.environments());
                evicted.ifPresent(gone -> {
                    meet("evict");
                    end(gone);
                });
                SimulatedRuntime runtime = new SimulatedRuntime(lease, call.function(), call.generation());
                meet("start");
                initialize(lease(runtime, call), call, INIT_LIMIT);
            }
            case Decision.Wait(long untilNanos) -> {
                assertThat(untilNanos).isGreaterThan(now);
                waiting.add(call);
                meet("wait");
                unlessCrashed(untilNanos - now, this::wake);
            }
            case Decision.Throttle(InvocationOutcome.Throttled.Reason reason) -> {
                meet("Throttled " + reason);
                finish(call, new InvocationOutcome.Throttled(reason));
            }
        }
    }

    private void wake() {
        List<Call> woken = List.copyOf(waiting);
        waiting.clear();
        woken.forEach(this::place);
    }

    private SimulatedRuntime known(EnvironmentId id) {
        SimulatedRuntime runtime = runtimes.get(id);
        if (runtime == null) {
            throw new AssertionError("placed in an environment that is gone: " + id);
        }
        return runtime;
    }

    private SimulatedRuntime lease(SimulatedRuntime runtime, Call call) {
        assertThat(runtime.leased).as("leased twice").isNull();
        assertThat(runtime.function).isEqualTo(call.function());
        assertThat(runtime.generation).isEqualTo(call.generation());
        runtime.leased = call;
        runtime.isIdle = false;
        runtimes.put(runtime.id, runtime);
        checkLimits(call.function());
        return runtime;
    }

    private void checkLimits(FunctionId function) {
        Integer own = reserved.get(function);
        if (own != null) {
            assertThat(leased(Set.of(function))).as("reserved concurrency").isLessThanOrEqualTo(own);
        } else {
            Set<FunctionId> others = new HashSet<>(generations.keySet());
            others.removeAll(reserved.keySet());
            int kept = reserved.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(leased(others)).as("kept for others").isLessThanOrEqualTo(LIMITS.concurrency() - kept);
        }
    }

    private int leased(Set<FunctionId> functions) {
        return (int) runtimes.values().stream()
                .filter(runtime -> runtime.leased != null && functions.contains(runtime.function))
                .count();
    }

    private void finish(Call call, InvocationOutcome outcome) {
        assertThat(open.remove(call.number())).as("a second outcome").isNotNull();
        if (call.event() != null) {
            settle(call.event(), outcome);
        }
    }

    private void end(EnvironmentId id) {
        SimulatedRuntime runtime = runtimes.remove(id);
        if (runtime != null) {
            runtime.isGone = true;
            runtime.life.stop(now);
            placement.gone(id);
            wake();
        }
    }

    // The environment's part.

    private void initialize(SimulatedRuntime runtime, Call call, Duration limit) {
        RuntimeLife life = new RuntimeLife();
        runtime.life = life;
        long image = chance(0.05) ? between(1_000, 30_000) : 0;
        long took = chance(0.03) ? between(8_000, 14_000) : between(10, 900);
        double dice = random.nextDouble();
        Runnable happens = dice < 0.03
                ? () -> life.exited(new RuntimeEnd.Exited(1), now)
                : dice < 0.06
                        ? () -> life.initError("Runtime.Bad", new Body.Whole(Payload.EMPTY))
                        : () -> assertThat(life.next(now)).isInstanceOf(Reply.Parked.class);
        boolean repeated = !limit.equals(INIT_LIMIT);
        unlessCrashed(image + Math.min(took, limit.toNanos()), () -> {
            if (took < limit.toNanos()) {
                happens.run();
            }
            if (life.initEnd().orElse(null) instanceof InitEnd.Ready) {
                begin(runtime, call);
            } else if (!repeated) {
                initialize(runtime, call, TIMEOUT);
            } else {
                InvocationOutcome outcome =
                        life.initEnd().map(Simulation::failed).orElse(new InvocationOutcome.TimedOut(TIMEOUT));
                complete(runtime, call, outcome);
            }
        });
    }

    private static InvocationOutcome failed(InitEnd end) {
        return switch (end) {
            case InitEnd.Failed(String type, Payload payload) -> new InvocationOutcome.InitFailed(type, payload);
            case InitEnd.Exited(RuntimeEnd how) -> new InvocationOutcome.RuntimeExited(how);
            case InitEnd.Ready _ -> throw new AssertionError();
        };
    }

    private void begin(SimulatedRuntime runtime, Call call) {
        switch (runtime.life.begin(call.requestId())) {
            case BEGUN -> run(runtime, call);
            case MUST_THAW -> {
                meet("thaw");
                unlessCrashed(between(0, 2), () -> {
                    if (chance(0.02)) {
                        runtime.life.exited(new RuntimeEnd.Killed(9), now);
                    }
                    if (runtime.life.thawed(call.requestId())) {
                        run(runtime, call);
                    } else {
                        again(runtime, call);
                    }
                });
            }
            case MUST_WAIT -> unlessCrashed(between(0, 3), () -> begin(runtime, call));
            case ENDED -> again(runtime, call);
        }
    }

    /** The environment had ended before the function saw the event: another runs it. */
    private void again(SimulatedRuntime runtime, Call call) {
        meet("ended before its event");
        runtime.leased = null;
        end(runtime.id);
        place(call);
    }

    private void run(SimulatedRuntime runtime, Call call) {
        RuntimeLife life = runtime.life;
        Body body = new Body.Whole(Payload.EMPTY);
        double dice = random.nextDouble();
        long took = dice < 0.02 ? TIMEOUT.toNanos() : between(1, 2_900);
        unlessCrashed(took, () -> {
            if (dice < 0.02) {
                life.timeOut(TIMEOUT, now);
            } else if (dice < 0.05) {
                life.exited(new RuntimeEnd.OutOfMemory(), now);
            } else if (dice < 0.07) {
                life.response(call.requestId(), new Body.TooLarge(), now);
            } else if (dice < 0.2) {
                assertThat(life.response("another", body, now)).isInstanceOf(Reply.InvalidRequestId.class);
                life.error(call.requestId(), "Handler.Bad", body, now);
            } else {
                life.response(call.requestId(), body, now);
            }
            Completed completed = life.completed().orElseThrow();
            assertThat(completed.atNanos()).isEqualTo(now);
            complete(runtime, call, completed.outcome());
        });
    }

    private void complete(SimulatedRuntime runtime, Call call, InvocationOutcome outcome) {
        meet(outcome.getClass().getSimpleName());
        runtime.leased = null;
        boolean goesOn = runtime.life.phase() == Phase.SETTLING;
        if (goesOn) {
            Lease lease = runtime.lease;
            long deadline = now + TIMEOUT.toNanos();
            placement.settling(lease, now, deadline);
            // The thread that says so may be slow, and find the environment with another invocation.
            unlessCrashed(between(0, 100), () -> placement.settling(lease, now, deadline));
            if (!chance(0.02)) {
                unlessCrashed(chance(0.1) ? between(0, 60) : 1_000, () -> ask(runtime));
            }
        } else {
            end(runtime.id);
        }
        finish(call, outcome);
    }

    private void ask(SimulatedRuntime runtime) {
        if (runtime.isGone) {
            return;
        }
        assertThat(runtime.life.next(now)).isInstanceOf(Reply.Parked.class);
        if (placement.idle(runtime.id, now)) {
            meet("retired");
            end(runtime.id);
            return;
        }
        assertThat(told.getOrDefault(runtime.function, Set.of()))
                .as("idle though it is outdated")
                .doesNotContain(runtime.generation);
        runtime.isIdle = true;
        unlessCrashed(between(0, 20), () -> freeze(runtime));
        if (chance(0.01)) {
            unlessCrashed(between(0, 30_000), () -> dieIdle(runtime));
        }
        wake();
    }

    /** Somebody sees that it rests; it may have had another event meanwhile. */
    private void freeze(SimulatedRuntime runtime) {
        if (!runtime.isGone && runtime.life.freeze()) {
            unlessCrashed(between(0, 3), runtime.life::frozen);
        }
    }

    /** The kernel kills the process of an idle environment, or of one that is being thawed. */
    private void dieIdle(SimulatedRuntime runtime) {
        Phase phase = runtime.life.phase();
        if (!runtime.isGone && phase != Phase.INVOKING && phase != Phase.SETTLING && phase != Phase.INITIALIZING) {
            runtime.life.exited(new RuntimeEnd.Killed(9), now);
            if (runtime.leased == null) {
                end(runtime.id);
            }
        }
    }

    // What must always hold.

    private void check() {
        assertThat(placement.size()).isLessThanOrEqualTo(LIMITS.environments()).isEqualTo(runtimes.size());
        for (SimulatedRuntime runtime : runtimes.values()) {
            assertThat(runtime.isIdle && runtime.leased != null)
                    .as("idle and leased")
                    .isFalse();
            if (runtime.leased != null) {
                assertThat(open).as("leased for what is over").containsKey(runtime.leased.number());
            }
        }
        assertThat(placement.busy()).isEqualTo(leased(generations.keySet())).isLessThanOrEqualTo(LIMITS.concurrency());
    }
}
