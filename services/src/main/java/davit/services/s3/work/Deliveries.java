package davit.services.s3.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.aws.operation.Caller;
import davit.aws.port.EventTargets;
import davit.aws.port.EventTargets.BusyException;
import davit.aws.port.EventTargets.RejectedException;
import davit.base.time.Time;
import davit.services.s3.model.BucketName;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Outbox;
import davit.services.s3.store.WaitingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events out of the outbox to their functions: at least once, those of one object and rule one after the other,
 * others beside each other (docs/decisions/0005-objects-and-notifications.md).
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Deliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** The most events in memory; others stay in the outbox until there is room. */
    private static final int MOST_LOADED = 2000;

    private static final int MOST_AT_ONCE = 32;
    private static final int PAGE = 100;

    /** How long a function may be missing or forbidden before an event for it is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Whose events must keep their order. */
    private record Lane(ObjectAddress address, String ruleId) {}

    private final Outbox outbox;
    private final EventTargets targets;
    private final String account;
    private final Time time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MOST_LOADED);
    private final Semaphore delivering = new Semaphore(MOST_AT_ONCE);

    @GuardedBy("this")
    private final Map<Lane, Deque<Outbox.Entry>> lanes = new HashMap<>();

    /** Delivers from {@code outbox} to {@code targets}. */
    public Deliveries(Outbox outbox, EventTargets targets, String account, Time time) {
        this.outbox = outbox;
        this.targets = targets;
        this.account = account;
        this.time = time;
    }

    /** Begins; once. */
    public void start() {
        threads.execute(this::load);
    }

    private void load() {
        String position = "";
        try {
            while (true) {
                outbox.awaitNews();
                position = loadFrom(position);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the next process goes on
        }
    }

    private String loadFrom(String start) throws InterruptedException {
        String position = start;
        List<Outbox.Entry> entries = list(position);
        while (!entries.isEmpty()) {
            for (Outbox.Entry entry : entries) {
                room.acquire();
                enqueue(entry);
                position = entry.position();
            }
            entries = list(position);
        }
        return position;
    }

    private List<Outbox.Entry> list(String position) throws InterruptedException {
        while (true) {
            try {
                return outbox.list(position, PAGE);
            } catch (RuntimeException e) {
                LOG.warn("The events that wait could not be read; it is tried again", e);
                time.pause(LONGEST_WAIT);
            }
        }
    }

    private void enqueue(Outbox.Entry entry) {
        Lane lane = new Lane(entry.event().address(), entry.event().ruleId());
        if (add(lane, entry)) {
            threads.execute(() -> run(lane));
        }
    }

    /** Returns whether the lane is new, so that nobody works on it yet. */
    private synchronized boolean add(Lane lane, Outbox.Entry entry) {
        boolean isNew = !lanes.containsKey(lane);
        lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>()).add(entry);
        return isNew;
    }

    private synchronized Outbox.@Nullable Entry first(Lane lane) {
        Deque<Outbox.Entry> entries = lanes.get(lane);
        if (entries == null || entries.isEmpty()) {
            lanes.remove(lane);
            return null;
        }
        return entries.poll();
    }

    private void run(Lane lane) {
        try {
            for (Outbox.Entry entry = first(lane); entry != null; entry = first(lane)) {
                deliver(entry);
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the next process goes on
        }
    }

    /** Tries until the function has taken the event over or it must be given up. */
    private void deliver(Outbox.Entry entry) throws InterruptedException {
        Duration wait = SHORTEST_WAIT;
        while (!attempt(entry.event())) {
            time.pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
        remove(entry);
    }

    private boolean attempt(WaitingEvent event) throws InterruptedException {
        ObjectAddress address = event.address();
        Caller.Service s3 = new Caller.Service("s3.amazonaws.com", BucketName.arn(address.bucket()), account);
        delivering.acquire();
        try {
            targets.deliver(event.function(), event.event().getBytes(StandardCharsets.UTF_8), s3);
            return true;
        } catch (RejectedException e) {
            boolean isGivenUp = Duration.between(event.since(), time.now()).compareTo(PATIENCE) > 0;
            if (isGivenUp) {
                LOG.warn("An event of {} for {} was given up: {}", address, event.function(), e.getMessage());
            }
            return isGivenUp;
        } catch (BusyException e) {
            LOG.debug("An event of {} waits on: {}", address, e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.warn("An event of {} could not be given to {}; it is tried again", address, event.function(), e);
            return false;
        } finally {
            delivering.release();
        }
    }

    private void remove(Outbox.Entry entry) throws InterruptedException {
        while (true) {
            try {
                outbox.remove(entry.position());
                return;
            } catch (RuntimeException e) {
                LOG.warn("A delivered event could not be forgotten; it is tried again", e);
                time.pause(LONGEST_WAIT);
            }
        }
    }

    /** Stops; what was not delivered stays in the outbox. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
