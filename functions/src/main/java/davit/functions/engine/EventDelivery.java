package davit.functions.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.functions.model.Invocation;
import davit.functions.runtimeapi.NextCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to the runtime's calls for them; whichever comes first waits for the other.
 *
 * <p>Thread safety: every method may be called from any thread, also from one that has the lock.
 */
final class EventDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    /** What a connection takes without waiting for the runtime to read it; more is written by a thread of its own. */
    private static final int MAX_WRITTEN_AT_ONCE_BYTES = 64 * 1024;

    private static final long NEVER = Long.MAX_VALUE;

    private record Event(Invocation invocation, Instant deadline) {}

    private final ReentrantLock lock;
    private final Time time;
    private final Predicate<String> isInvoking;

    @GuardedBy("lock")
    private @Nullable NextCall waiting;

    @GuardedBy("lock")
    private @Nullable Event undelivered;

    private volatile long writtenUntilNanos = NEVER;

    /**
     * Delivers to one runtime.
     *
     * @param lock that of the runtime's life, so that what is asked under it stays true
     * @param isInvoking whether the invocation of a request id still goes on
     */
    EventDelivery(ReentrantLock lock, Time time, Predicate<String> isInvoking) {
        this.lock = lock;
        this.time = time;
        this.isInvoking = isInvoking;
    }

    /**
     * Brings an event. Does not wait for a runtime that never reads it, unless that has left other events unread too: see
     * {@link #isOverdue}.
     */
    void deliver(Invocation invocation, Duration remaining) {
        Event event = new Event(invocation, time.now().plus(remaining));
        if (invocation.payload().size() <= MAX_WRITTEN_AT_ONCE_BYTES) {
            writtenUntilNanos = time.nanos() + remaining.toNanos();
            deliver(event);
            writtenUntilNanos = NEVER;
        } else {
            Thread.ofVirtual().name("event-writer").start(() -> deliver(event));
        }
    }

    /** Whether an event is still being written by the thread that awaits the outcome, although its time is over. */
    boolean isOverdue() {
        long until = writtenUntilNanos;
        return until != NEVER && time.nanos() - until > 0;
    }

    private void deliver(@Nullable Event event) {
        Event remaining = event;
        while (remaining != null) {
            NextCall call = claim(remaining);
            remaining = call == null || wrote(call, remaining) ? null : kept(remaining);
        }
    }

    private @Nullable NextCall claim(Event event) {
        lock.lock();
        try {
            NextCall call = waiting;
            waiting = null;
            undelivered = call == null ? event : null;
            return call;
        } finally {
            lock.unlock();
        }
    }

    private static boolean wrote(NextCall call, Event event) {
        try {
            call.answer(event.invocation(), event.deadline());
            return true;
        } catch (IOException e) {
            LOG.debug("the runtime's connection broke before its event: {}", e.toString());
            return false;
        }
    }

    /** The event if another call waits for it already; if not it is kept for one, as long as it is of use. */
    private @Nullable Event kept(Event event) {
        lock.lock();
        try {
            boolean isWanted = isInvoking.test(event.invocation().requestId());
            if (isWanted && waiting == null) {
                undelivered = event;
            }
            return isWanted && waiting != null ? event : null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether an event waits for a call. */
    boolean isKept() {
        lock.lock();
        try {
            return undelivered != null;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a call wait for an event. */
    void await(NextCall call) {
        lock.lock();
        try {
            waiting = call;
        } finally {
            lock.unlock();
        }
    }

    /** Brings the event that is kept to the call that waits. */
    void deliverKept() {
        Event kept;
        lock.lock();
        try {
            kept = undelivered;
            undelivered = null;
        } finally {
            lock.unlock();
        }
        deliver(kept);
    }

    /** Forgets a call whose connection is gone. */
    void forget(NextCall call) {
        lock.lock();
        try {
            if (call.equals(waiting)) {
                waiting = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
