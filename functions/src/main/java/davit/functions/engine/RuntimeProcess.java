package davit.functions.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.functions.engine.RuntimeLife.Begin;
import davit.functions.engine.RuntimeLife.Completed;
import davit.functions.engine.RuntimeLife.InitEnd;
import davit.functions.engine.RuntimeLife.Phase;
import davit.functions.model.Invocation;
import davit.functions.model.Payload;
import davit.functions.model.ResponseStream;
import davit.functions.model.RuntimeEnd;
import davit.functions.runtimeapi.NextCall;
import davit.functions.runtimeapi.Reply;
import davit.functions.runtimeapi.RuntimeCalls;
import davit.sandbox.Sandbox;
import davit.sandbox.SandboxException;
import davit.sandbox.SandboxExit;
import davit.sandbox.SandboxProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sandbox with the runtime in it: {@link RuntimeLife} with the threads round it. The runtime's calls come from the
 * threads of its connections; the event is brought, and the outcome awaited, by the thread of the invocation.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class RuntimeProcess implements RuntimeCalls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeProcess.class);

    /** An invocation so short makes memory grow by some megabytes at most; it is not looked at after each. */
    private static final Duration SHORT_INVOCATION = Duration.ofMillis(10);

    /** How old what was seen of the memory may be after a short invocation. */
    private static final Duration MEMORY_AGE = Duration.ofMillis(100);

    /** How long after its connection broke a process may take to end, for its end to be the reason. */
    private static final Duration EXIT_GRACE = Duration.ofMillis(500);

    private static final StreamEnd TRUNCATED = new StreamEnd.Failed(
            "Runtime.TruncatedResponse",
            Payload.of("{\"errorType\":\"Runtime.TruncatedResponse\",\"errorMessage\":\"The runtime closed the"
                    + " connection before the end of its response\"}"));

    /** Told when the process comes to rest or ends. Called from the process's threads, without locks. */
    interface Listener {
        /** The runtime has answered and asks for the next event; returns whether it shall be kept. */
        boolean settled();

        /** The process ended, by itself or because it was told to. */
        void ended();
    }

    /** How long the runtime has waited for an event. */
    enum Rest {
        /** Not at all: it has one, is frozen, or has ended. */
        BUSY,
        /** Less than was asked about. */
        SHORT,
        /** As long as was asked about, or longer. */
        LONG
    }

    private record Memory(long peakBytes, long seenNanos) {}

    private final Sandbox sandbox;
    private final Time time;
    private final Freezer freezer;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final RuntimeLife life = new RuntimeLife();

    @GuardedBy("lock")
    private long restingSinceNanos;

    @GuardedBy("lock")
    private boolean isAbandoned;

    @GuardedBy("lock")
    private boolean isCutOff;

    private final EventDelivery delivery;
    private volatile @Nullable ResponseStream stream;
    private final AtomicBoolean isBoosted = new AtomicBoolean(true);
    private volatile long startedNanos;
    private volatile long begunNanos;
    private volatile Memory memory = new Memory(0, 0);

    RuntimeProcess(Sandbox sandbox, Time time, Freezer freezer, Listener listener) {
        this.sandbox = sandbox;
        this.time = time;
        this.freezer = freezer;
        this.listener = listener;
        this.delivery = new EventDelivery(lock, time, this::isInvoking);
    }

    /** Starts the process, and watches for its end. */
    void start(SandboxProcess command) throws SandboxException {
        startedNanos = time.nanos();
        sandbox.start(command);
        Thread.ofVirtual().name("runtime-exit").start(this::awaitExit);
    }

    /** When the process was started. */
    long startedNanos() {
        return startedNanos;
    }

    private void awaitExit() {
        try {
            SandboxExit exit = sandbox.awaitExit();
            lock.lock();
            try {
                awaitCutOff();
                ended(exit);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            listener.ended();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the process had streamed before it ended is read to its end. */
    @GuardedBy("lock")
    private void awaitCutOff() throws InterruptedException {
        long remaining = EXIT_GRACE.toNanos();
        while (life.isStreaming() && !isCutOff && remaining > 0) {
            remaining = changed.awaitNanos(remaining);
        }
    }

    @GuardedBy("lock")
    private void ended(SandboxExit exit) {
        long now = time.nanos();
        switch (exit) {
            case SandboxExit.Exited(int status) -> life.exited(new RuntimeEnd.Exited(status), now);
            case SandboxExit.Signaled(int signal) -> life.exited(new RuntimeEnd.Killed(signal), now);
            case SandboxExit.OutOfMemory _ -> life.exited(new RuntimeEnd.OutOfMemory(), now);
            case SandboxExit.NotStarted(String reason) -> life.exited(new RuntimeEnd.NotStarted(reason), now);
            case SandboxExit.Closed _ -> life.stop(now);
        }
    }

    /** Waits for the end of the init; empty if that did not come in time. */
    Optional<InitEnd> awaitInit(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long remaining = limit.toNanos();
            while (life.initEnd().isEmpty() && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
            return life.initEnd();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the runtime for an invocation, thawing it if it is frozen; {@link #deliver} follows.
     *
     * @return whether it can take the event; otherwise it has ended
     */
    boolean take(String requestId) throws InterruptedException, SandboxException {
        Begin begin = begin(requestId);
        if (begin != Begin.MUST_THAW) {
            return begin == Begin.BEGUN;
        }
        sandbox.thaw();
        lock.lock();
        try {
            return life.thawed(requestId);
        } finally {
            lock.unlock();
        }
    }

    private Begin begin(String requestId) throws InterruptedException {
        begunNanos = time.nanos();
        lock.lock();
        try {
            Begin begin = life.begin(requestId);
            while (begin == Begin.MUST_WAIT) {
                changed.await();
                begin = life.begin(requestId);
            }
            return begin;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the runtime the event that it was taken for. */
    void deliver(Invocation invocation, Duration remaining) {
        stream = invocation.stream();
        delivery.deliver(invocation, remaining);
    }

    private boolean isInvoking(String requestId) {
        lock.lock();
        try {
            return life.isInvoking(requestId);
        } finally {
            lock.unlock();
        }
    }

    /** Whether an invocation is past its timeout whose thread cannot end it, see {@link #endIfOverdue}. */
    boolean isOverdue() {
        return delivery.isOverdue();
    }

    /** Ends an invocation past its timeout whose thread cannot, as the runtime does not let it finish the event. */
    void endIfOverdue(Duration timeout) {
        if (!delivery.isOverdue()) {
            return;
        }
        lock.lock();
        try {
            life.timeOut(timeout, time.nanos());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        sandbox.close();
    }

    /**
     * Waits for the outcome until {@code deadlineNanos}; past it the invocation has timed out. If the wait is interrupted
     * nobody takes an outcome any more, and the process is to be closed.
     */
    Completed awaitCompletion(long deadlineNanos, Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Optional<Completed> completed = life.completed();
                if (completed.isPresent()) {
                    return completed.get();
                }
                long remaining = deadlineNanos - time.nanos();
                if (remaining <= 0) {
                    life.timeOut(timeout, time.nanos());
                } else {
                    long ignored = changed.awaitNanos(remaining);
                }
            }
        } catch (InterruptedException e) {
            isAbandoned = true;
            forgetAbandoned();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the room of an answer that nobody takes. */
    @GuardedBy("lock")
    private void forgetAbandoned() {
        if (isAbandoned) {
            life.completed().ifPresent(completed -> completed.outcome().forget());
        }
    }

    /** Waits until the runtime has asked for the next event or ended, at most so long. */
    void awaitSettled(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long remaining = limit.toNanos();
            while (life.phase() == Phase.SETTLING && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How the last invocation went. */
    Optional<Completed> completed() {
        lock.lock();
        try {
            return life.completed();
        } finally {
            lock.unlock();
        }
    }

    /** Brings what the function has written so far to its log. */
    void tellOutput() {
        try {
            sandbox.tellOutput();
        } catch (SandboxException e) {
            LOG.warn("the last lines of an invocation come late to its log: {}", e.getMessage());
        }
    }

    /** The most memory in use at once, as far as it was seen. */
    long peakMemoryBytes() {
        Memory seen = memory;
        boolean isRecent = seen.peakBytes() > 0 && time.since(seen.seenNanos()).compareTo(MEMORY_AGE) < 0;
        if (!isRecent || time.since(begunNanos).compareTo(SHORT_INVOCATION) >= 0) {
            seen = new Memory(sandbox.peakMemoryBytes(), time.nanos());
            memory = seen;
        }
        return seen.peakBytes();
    }

    /** Lets the process finish within {@code grace}, and ends it. */
    void terminate(Duration grace) throws InterruptedException {
        sandbox.terminate(grace);
    }

    @Override
    public void close() {
        sandbox.close();
    }

    @Override
    public Reply next(NextCall call) {
        boolean hasSettled;
        boolean hasEvent;
        Reply reply;
        endBoost();
        lock.lock();
        try {
            hasEvent = delivery.isKept();
            hasSettled = life.phase() == Phase.SETTLING;
            restingSinceNanos = hasSettled ? time.nanos() : restingSinceNanos; // asking again is no work
            reply = hasEvent ? new Reply.Parked() : life.next(time.nanos());
            if (reply instanceof Reply.Parked) {
                delivery.await(call);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (hasEvent) {
            delivery.deliverKept();
        } else if (hasSettled && listener.settled()) {
            freezer.watch(this);
        }
        return reply;
    }

    /** While it gets ready a runtime may use what processors are free, as at Lambda; then it has the function's share. */
    private void endBoost() {
        if (isBoosted.compareAndSet(true, false)) {
            try {
                sandbox.limitCpu();
            } catch (SandboxException e) {
                LOG.warn("an environment is ended because its processors could not be limited: {}", e.getMessage());
                sandbox.close();
            }
        }
    }

    /** Lets the runtime, ready and without an event yet, be frozen once it rests. */
    void letRest() {
        freezer.watch(this);
    }

    /** Whether the runtime rests, and has for {@code atLeast}. */
    Rest rest(Duration atLeast) {
        lock.lock();
        try {
            if (life.phase() != Phase.IDLE) {
                return Rest.BUSY;
            }
            return time.since(restingSinceNanos).compareTo(atLeast) < 0 ? Rest.SHORT : Rest.LONG;
        } finally {
            lock.unlock();
        }
    }

    /** Freezes the runtime, unless an event came meanwhile; one that comes from now on waits, and thaws it. */
    void freeze() {
        lock.lock();
        try {
            if (!life.freeze()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            sandbox.freeze();
        } catch (SandboxException e) {
            LOG.warn("an environment is ended because it could not be frozen: {}", e.getMessage());
            sandbox.close();
        }
        lock.lock();
        try {
            life.frozen();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abandoned(NextCall call) {
        delivery.forget(call);
    }

    @Override
    public Reply response(String requestId, Body body) {
        lock.lock();
        try {
            return signalled(life.response(requestId, body, time.nanos()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<ResponseStream> stream(String requestId, String contentType) {
        ResponseStream wanted = stream;
        lock.lock();
        try {
            if (wanted == null || !life.beginStream(requestId)) {
                return Optional.empty();
            }
            isCutOff = false;
        } finally {
            lock.unlock();
        }
        wanted.begin(contentType);
        return Optional.of(wanted);
    }

    @Override
    public Reply streamed(String requestId, StreamEnd end) {
        lock.lock();
        try {
            return signalled(life.endStream(requestId, end, time.nanos()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void brokeOff(String requestId) {
        lock.lock();
        try {
            isCutOff = true;
            changed.signalAll();
            long remaining = EXIT_GRACE.toNanos();
            while (life.isInvoking(requestId) && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
            Reply ignored = signalled(life.endStream(requestId, TRUNCATED, time.nanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Reply error(String requestId, String errorType, Body body) {
        lock.lock();
        try {
            return signalled(life.error(requestId, errorType, body, time.nanos()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Reply initError(String errorType, Body body) {
        lock.lock();
        try {
            return signalled(life.initError(errorType, body));
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Reply signalled(Reply reply) {
        forgetAbandoned();
        changed.signalAll();
        return reply;
    }
}
