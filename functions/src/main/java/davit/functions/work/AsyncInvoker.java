package davit.functions.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.functions.engine.Dispatcher;
import davit.functions.engine.Served;
import davit.functions.logs.LogPump;
import davit.functions.model.AsyncEvent;
import davit.functions.model.AsyncSettings;
import davit.functions.model.Function;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionVersion;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationOutcome.PlatformFailed;
import davit.functions.model.InvocationResult;
import davit.functions.model.Payload;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.RetryRules;
import davit.functions.model.RetryRules.Next;
import davit.functions.store.AsyncEvents;
import davit.functions.store.Qualifiers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers accepted events: each at least once, again after errors by {@link RetryRules}, and after a restart what was
 * not finished before it.
 *
 * <p>Of one function at most {@value AsyncQueue#MAX_RUNNING_PER_FUNCTION} events are delivered at once; the others wait.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class AsyncInvoker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncInvoker.class);
    private static final Duration TICK = Duration.ofMillis(200);

    private final AsyncEvents store;
    private final Qualifiers qualifiers;
    private final Dispatcher dispatcher;
    private final LogPump logs;
    private final Time time;

    @GuardedBy("this")
    private final AsyncQueue queue = new AsyncQueue();

    @GuardedBy("this")
    private final Set<Thread> running = new HashSet<>();

    @GuardedBy("this")
    private boolean isClosed;

    @GuardedBy("this")
    private boolean isStarted;

    /** Delivers by {@code dispatcher} what {@code store} holds, once {@link #start} was called. */
    public AsyncInvoker(AsyncEvents store, Qualifiers qualifiers, Dispatcher dispatcher, LogPump logs, Time time) {
        this.store = store;
        this.qualifiers = qualifiers;
        this.dispatcher = dispatcher;
        this.logs = logs;
        this.time = time;
    }

    /** Begins to deliver, first what was accepted before the last end of the process. */
    public void start() {
        List<AsyncEvent> left = store.all();
        synchronized (this) {
            left.forEach(queue::add);
            isStarted = true;
        }
        if (!left.isEmpty()) {
            LOG.info("{} asynchronous events were accepted before and are delivered now", left.size());
        }
        Thread.ofVirtual().name("async-clock").start(this::tickUntilClosed);
        deliverDue();
    }

    /**
     * Takes an event over; once this returns, it survives a crash.
     *
     * @return whether there was room for it
     */
    public boolean accept(AsyncEvent event, Payload payload) {
        synchronized (this) {
            if (queue.isFull()) {
                return false;
            }
        }
        store.add(event, payload);
        synchronized (this) {
            queue.add(event);
        }
        deliverDue();
        return true;
    }

    /** How many events wait or are being delivered. */
    public synchronized int size() {
        return queue.size();
    }

    private void tickUntilClosed() {
        try {
            while (!isClosed()) {
                time.pause(TICK);
                deliverDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** Starts to deliver every event that is due and has its turn. */
    private synchronized void deliverDue() {
        if (isClosed || !isStarted) {
            return;
        }
        Instant now = time.now();
        for (Optional<AsyncEvent> due = queue.takeDue(now); due.isPresent(); due = queue.takeDue(now)) {
            AsyncEvent event = due.get();
            Thread thread =
                    Thread.ofVirtual().name("async-" + event.requestId()).unstarted(() -> deliver(event));
            running.add(thread);
            thread.start();
        }
    }

    /** Whatever goes wrong, the event is tried again, and its turn is given to another. */
    private void deliver(AsyncEvent event) {
        AsyncEvent again = RetryRules.later(event, time.now());
        try {
            Next next = attempt(event);
            logs.flush(); // else a crash could leave no trace of an event that was delivered
            if (!isClosed()) { // else it may be due to the end of the process: it is tried again after it
                again = settle(event, next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("deliver event {} to {}; it is tried again", event.requestId(), event.function(), e);
        } finally {
            finished(event, again);
        }
    }

    private Next attempt(AsyncEvent event) throws InterruptedException {
        Optional<Function> function = qualifiers.functions().find(event.function());
        Optional<Payload> payload = store.payload(event);
        if (function.isEmpty() || payload.isEmpty()) {
            return new Next.Dropped("the function is deleted");
        }
        AsyncSettings settings = qualifiers.asyncSettings(event.function(), event.qualifier());
        if (RetryRules.isTooOld(event, settings, time.now())) {
            return RetryRules.tooOld();
        }
        Integer reserved = function.get().reservedConcurrency();
        if (reserved != null && reserved == 0) {
            return RetryRules.whileSwitchedOff();
        }
        Optional<QualifiedVersion> version = qualifiers.route(event.function(), event.qualifier());
        if (version.isEmpty()) {
            return new Next.Dropped("the version or alias is deleted");
        }
        InvocationOutcome outcome = run(event, version.get(), payload.get());
        return RetryRules.after(event, outcome, settings, time.now());
    }

    /** Asks for the end of the log, so that the outcome comes after all of it. */
    private InvocationOutcome run(AsyncEvent event, QualifiedVersion target, Payload payload)
            throws InterruptedException {
        FunctionVersion version = target.serving();
        if (version == null) {
            return new PlatformFailed("the function is " + target.status().state());
        }
        Invocation invocation = new Invocation(
                event.requestId(), event.invokedArn(), payload, event.clientContext(), event.traceId(), true);
        InvocationResult result = dispatcher.invoke(new Served(event.function(), target.number(), version), invocation);
        result.forget(); // only how it ended matters
        return result.outcome();
    }

    /** Keeps what becomes of an event; returns it if it is to be tried again, else null. */
    private @Nullable AsyncEvent settle(AsyncEvent event, Next next) {
        switch (next) {
            case Next.Delivered _ -> store.remove(event);
            case Next.Again(AsyncEvent again) -> {
                return store.update(again) ? again : null;
            }
            case Next.Dropped(String condition) -> {
                LOG.warn("event {} for {} is dropped: {}", event.requestId(), event.function(), condition);
                store.remove(event);
            }
        }
        return null;
    }

    private void finished(AsyncEvent event, @Nullable AsyncEvent again) {
        synchronized (this) {
            queue.finished(event);
            if (again != null) {
                queue.add(again);
            }
            running.remove(Thread.currentThread());
            notifyAll();
        }
        deliverDue();
    }

    /** Drops the events of a function; those that run just now are not tried again. */
    public void forget(FunctionId function) {
        store.removeOf(function);
        synchronized (this) {
            queue.forget(function);
        }
    }

    /** Takes nothing new out of the queue; what is being delivered is left to {@link #awaitEnd}. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }

    /** Waits for the deliveries that run, which end when the dispatcher is closed. */
    public synchronized void awaitEnd() throws InterruptedException {
        while (!running.isEmpty()) {
            wait();
        }
    }
}
