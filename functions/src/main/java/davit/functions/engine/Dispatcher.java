package davit.functions.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.functions.engine.Placement.Decision;
import davit.functions.model.FunctionId;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes invocations to execution environments: asks {@link Placement} for each, makes and ends environments as it
 * decides, and waits for the outcome in the caller's own thread.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final Environment.Factory factory;
    private final Time time;
    private final Thread sweeper;

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Placement placement;

    @GuardedBy("lock")
    private final Map<FunctionId, Deque<Condition>> waiting = new HashMap<>();

    @GuardedBy("lock")
    private final Map<EnvironmentId, Environment> environments = new HashMap<>();

    @GuardedBy("lock")
    private boolean isClosed;

    /** Dispatches to environments that {@code factory} makes, within {@code limits}. */
    public Dispatcher(Environment.Factory factory, EngineLimits limits, Time time) {
        this.factory = factory;
        this.time = time;
        this.placement = new Placement(limits);
        this.sweeper = Thread.ofVirtual().name("environment-sweeper").start(this::sweepUntilInterrupted);
    }

    /** Runs an invocation to its end, and says how it ended. */
    public InvocationResult invoke(Served served, Invocation invocation) throws InterruptedException {
        while (true) {
            switch (place(served)) {
                case Placed.Refused(InvocationOutcome outcome) -> {
                    return InvocationResult.notRun(invocation.requestId(), outcome);
                }
                case Placed.In(Environment environment, Lease lease, List<Environment> evicted) -> {
                    evicted.forEach(this::stopLater);
                    Optional<InvocationResult> result = environment.invoke(lease, invocation);
                    if (result.isPresent()) {
                        return result.get();
                    }
                }
            }
        }
    }

    private sealed interface Placed {
        record In(Environment environment, Lease lease, List<Environment> evicted) implements Placed {}

        record Refused(InvocationOutcome outcome) implements Placed {}
    }

    private Placed place(Served served) throws InterruptedException {
        lock.lock();
        try {
            while (!isClosed) {
                Decision decision =
                        placement.place(served.function(), served.version().generation(), time.nanos());
                Optional<Placed> placed = placed(decision, served);
                if (placed.isPresent()) {
                    return placed.get();
                }
                if (decision instanceof Decision.Wait(long untilNanos)) {
                    awaitChange(served.function(), untilNanos - time.nanos());
                }
            }
            return new Placed.Refused(new InvocationOutcome.PlatformFailed("The platform is shutting down."));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Each waits on its own, so that an environment that becomes idle wakes one and not all. Who was woken and is
     * interrupted wakes the next in its place.
     */
    @GuardedBy("lock")
    @SuppressWarnings("WaitNotInLoop") // the caller asks the placement again, in a loop
    private void awaitChange(FunctionId function, long nanos) throws InterruptedException {
        Condition changed = lock.newCondition();
        Deque<Condition> others = waiting.computeIfAbsent(function, _ -> new ArrayDeque<>());
        others.addLast(changed);
        boolean wasWoken = false;
        try {
            long ignored = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            wasWoken = !others.contains(changed);
            throw e;
        } finally {
            others.remove(changed);
            if (others.isEmpty()) {
                waiting.remove(function, others);
            }
            if (wasWoken) {
                wake(function);
            }
        }
    }

    /** Wakes the one that waits longest; all, once there is nothing more to wait for. */
    @GuardedBy("lock")
    private void wake(FunctionId function) {
        Deque<Condition> longestFirst = waiting.get(function);
        if (longestFirst == null || longestFirst.isEmpty()) {
            return;
        }
        if (placement.isSettling(function, time.nanos())) {
            longestFirst.removeFirst().signal();
        } else {
            wakeAll(function);
        }
    }

    @GuardedBy("lock")
    private Optional<Placed> placed(Decision decision, Served served) {
        return switch (decision) {
            case Decision.Reuse(Lease lease) ->
                Optional.of(new Placed.In(known(lease.environment()), lease, List.of()));
            case Decision.Start(Lease lease, Optional<EnvironmentId> evicted) -> {
                List<Environment> gone = takeOut(evicted.stream().toList());
                Environment environment =
                        factory.create(lease.environment(), served, new PlacedEvents(served.function()));
                environments.put(lease.environment(), environment);
                yield Optional.of(new Placed.In(environment, lease, gone));
            }
            case Decision.Wait _ -> Optional.empty();
            case Decision.Throttle(InvocationOutcome.Throttled.Reason reason) ->
                Optional.of(new Placed.Refused(new InvocationOutcome.Throttled(reason)));
        };
    }

    @GuardedBy("lock")
    private Environment known(EnvironmentId id) {
        Environment environment = environments.get(id);
        if (environment == null) {
            throw new IllegalStateException("placed into an environment that is gone: " + id);
        }
        return environment;
    }

    /** Keeps concurrency free for a function and limits it to that; null ends it. */
    public void reserve(FunctionId function, @Nullable Integer concurrency) {
        lock.lock();
        try {
            placement.reserve(function, concurrency);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps so many environments ready for a version, 0 for none: starts those that lack, ends those that are too many.
     * To be called again now and then, because environments end.
     */
    public void provision(Served served, int count) {
        List<Environment> started = new ArrayList<>();
        List<Environment> ended;
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            Placement.Provision provision =
                    placement.provision(served.function(), served.version().generation(), count);
            ended = takeOut(provision.ended());
            for (EnvironmentId id : provision.started()) {
                Environment environment = factory.create(id, served.provisioned(), new PlacedEvents(served.function()));
                environments.put(id, environment);
                started.add(environment);
            }
        } finally {
            lock.unlock();
        }
        ended.forEach(this::stopLater);
        started.forEach(
                environment -> Thread.ofVirtual().name("environment-init").start(() -> initialize(environment)));
    }

    private static void initialize(Environment environment) {
        try {
            environment.initialize();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The environments that are kept ready for a function's generation. */
    public Provisioned provisioned(FunctionId function, long generation) {
        lock.lock();
        try {
            return placement.provisioned(function, generation);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the environments of a function that serve {@code generation}, the busy ones after their invocation. */
    public void retire(FunctionId function, long generation) {
        List<Environment> ended;
        lock.lock();
        try {
            ended = takeOut(placement.retire(function, generation));
        } finally {
            lock.unlock();
        }
        ended.forEach(this::stopLater);
    }

    /** What the engine is doing. */
    public EngineCounts counts() {
        lock.lock();
        try {
            return new EngineCounts(placement.size(), placement.busy());
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private List<Environment> takeOut(List<EnvironmentId> ended) {
        List<Environment> taken = new ArrayList<>();
        for (EnvironmentId id : ended) {
            Environment environment = environments.remove(id);
            if (environment != null) {
                taken.add(environment);
            }
        }
        return taken;
    }

    private void stopLater(Environment environment) {
        Thread.ofVirtual().name("environment-stop").start(environment::stop);
    }

    private void stopOverdueLater(Environment environment) {
        Thread.ofVirtual().name("environment-stop").start(environment::stopIfOverdue);
    }

    private void sweepUntilInterrupted() {
        try {
            while (true) {
                time.pause(SWEEP_INTERVAL);
                expired().forEach(this::stopLater);
                all().stream().filter(Environment::isOverdue).forEach(this::stopOverdueLater);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Environment> all() {
        lock.lock();
        try {
            return List.copyOf(environments.values());
        } finally {
            lock.unlock();
        }
    }

    private List<Environment> expired() {
        lock.lock();
        try {
            return takeOut(placement.expire(time.nanos()));
        } finally {
            lock.unlock();
        }
    }

    /** Ends every environment; invocations that run end with a platform failure, and no new ones are taken. */
    @Override
    public void close() {
        sweeper.interrupt();
        List<Thread> stopping = new ArrayList<>();
        for (Environment environment : takeAll()) {
            stopping.add(Thread.ofVirtual().name("environment-stop").start(environment::stop));
        }
        for (Thread thread : stopping) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Environment> takeAll() {
        lock.lock();
        try {
            isClosed = true;
            List.copyOf(waiting.keySet()).forEach(this::wakeAll);
            List<Environment> all = List.copyOf(environments.values());
            environments.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void wakeAll(FunctionId function) {
        Deque<Condition> all = waiting.getOrDefault(function, new ArrayDeque<>());
        while (!all.isEmpty()) {
            all.removeFirst().signal();
        }
    }

    /** Brings what the environments of a function tell to the placement. */
    private final class PlacedEvents implements Environment.Events {
        private final FunctionId function;

        PlacedEvents(FunctionId function) {
            this.function = function;
        }

        @Override
        public void settling(Lease lease, long deadlineNanos) {
            lock.lock();
            try {
                placement.settling(lease, time.nanos(), deadlineNanos);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean idle(EnvironmentId id) {
            lock.lock();
            try {
                boolean mustEnd = placement.idle(id, time.nanos()) || isClosed;
                if (mustEnd) {
                    environments.remove(id);
                }
                wake(function);
                return !mustEnd;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void gone(EnvironmentId id) {
            lock.lock();
            try {
                placement.gone(id);
                environments.remove(id);
                wake(function);
            } finally {
                lock.unlock();
            }
        }
    }
}
