package davit.services.sqs.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.aws.arn.Arn;
import davit.aws.operation.ServiceException;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.store.StoredMessage;
import davit.services.sqs.store.StoredTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves of dead letters back to where they came from, or elsewhere. A restart goes on with those that were under way.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class MoveTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MoveTasks.class);
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_RUNNING = 100;
    private static final int MOST_KEPT_PER_QUEUE = 10;
    private static final int MOST_PER_SECOND = 500;
    private static final String RUNNING = "RUNNING";
    private static final String CANCELLING = "CANCELLING";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Queues queues;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @GuardedBy("this")
    private final Map<String, StoredTask> tasks = new LinkedHashMap<>();

    /** Moves messages of these queues. */
    public MoveTasks(Queues queues) {
        this.queues = queues;
        List<StoredTask> known = new ArrayList<>(queues.parts().store().tasks());
        known.sort(Comparator.comparing(StoredTask::started));
        known.forEach(task -> tasks.put(task.id(), task));
    }

    /** Goes on with what was under way. */
    public synchronized void start() {
        tasks.values().stream()
                .filter(MoveTasks::isUnderWay)
                .map(StoredTask::id)
                .forEach(this::run);
    }

    private static boolean isUnderWay(StoredTask task) {
        return task.status().equals(RUNNING) || task.status().equals(CANCELLING);
    }

    private void run(String id) {
        threads.execute(() -> move(id));
    }

    /**
     * Begins a move; returns its id.
     *
     * @throws ServiceException {@code ResourceNotFoundException}, {@code UnsupportedOperation} and others
     */
    public String begin(Arn source, @Nullable Arn destination, @Nullable Integer perSecond, String region) {
        Queue from = queues.find(source).orElseThrow(MoveTasks::noResource);
        if (queues.sourcesOf(from).isEmpty()) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("Source queue must be configured as a Dead Letter Queue.");
        }
        if (destination != null) {
            Queue to = queues.find(destination).orElseThrow(MoveTasks::noResource);
            if (to.equals(from) || to.name().isFifo() != from.name().isFifo()) {
                throw SqsError.INVALID_PARAMETER_VALUE.with(
                        "Source queue and destination queue must be two queues of the same type.");
            }
        }
        if (perSecond != null && (perSecond < 1 || perSecond > MOST_PER_SECOND)) {
            throw SqsError.invalid(
                    perSecond, "MaxNumberOfMessagesPerSecond", "Must be between 1 and " + MOST_PER_SECOND + ".");
        }
        String id = new UUID(
                        queues.parts().random().nextLong(),
                        queues.parts().random().nextLong())
                .toString();
        StoredTask task = new StoredTask(
                id,
                region,
                source,
                destination,
                perSecond,
                queues.parts().time().now(),
                RUNNING,
                from.counts().ready(),
                0,
                from.inbox().lastNumber(),
                null);
        admit(task);
        write(task);
        run(id);
        return id;
    }

    private synchronized void admit(StoredTask task) {
        if (tasks.values().stream()
                .anyMatch(other -> isUnderWay(other) && other.source().equals(task.source()))) {
            throw SqsError.UNSUPPORTED_OPERATION.with("There is already a task running. Only one active task is allowed"
                    + " for a source queue arn at a given time.");
        }
        if (tasks.values().stream().filter(MoveTasks::isUnderWay).count() >= MOST_RUNNING) {
            throw SqsError.OVER_LIMIT.with("At most " + MOST_RUNNING + " message move tasks run at a time.");
        }
        List<String> older = tasks.values().stream()
                .filter(other -> other.source().equals(task.source()))
                .map(StoredTask::id)
                .toList();
        for (int i = 0; i <= older.size() - MOST_KEPT_PER_QUEUE; i++) {
            String id = older.get(i);
            tasks.remove(id);
            queues.parts().journal().bring(() -> queues.parts().store().deleteTask(id));
        }
        tasks.put(task.id(), task);
    }

    private static ServiceException noResource() {
        return SqsError.RESOURCE_NOT_FOUND.with(
                "The resource that you specified for the SourceArn parameter doesn't" + " exist.");
    }

    /** The moves of a queue, newest first. */
    public synchronized List<StoredTask> of(Arn source) {
        if (queues.find(source).isEmpty()) {
            throw noResource();
        }
        return tasks.values().stream()
                .filter(task -> task.source().equals(source))
                .toList()
                .reversed();
    }

    /**
     * Ends a move where it is; returns how many messages were moved.
     *
     * @throws ServiceException {@code ResourceNotFoundException}
     */
    public long cancel(String id) {
        StoredTask cancelled;
        synchronized (this) {
            StoredTask task = tasks.get(id);
            if (task == null) {
                throw SqsError.RESOURCE_NOT_FOUND.with("Task does not exist.");
            }
            if (!task.status().equals(RUNNING)) {
                throw SqsError.UNSUPPORTED_OPERATION.with("Only active tasks can be cancelled.");
            }
            cancelled = task.as(CANCELLING, task.moved(), null);
            tasks.put(id, cancelled);
        }
        write(cancelled);
        return cancelled.moved();
    }

    /** The task that an id names. */
    public synchronized Optional<StoredTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    private synchronized StoredTask advanced(String id, int moved) {
        StoredTask task = tasks.get(id);
        if (task == null) {
            throw new IllegalStateException("task " + id + " is gone while it runs");
        }
        StoredTask after = task.as(task.status(), task.moved() + moved, null);
        tasks.put(id, after);
        return after;
    }

    private void end(String id, String status, @Nullable String failure) {
        StoredTask ended;
        synchronized (this) {
            StoredTask task = tasks.get(id);
            if (task == null) {
                return;
            }
            ended = task.as(status, task.moved(), failure);
            tasks.put(id, ended);
        }
        write(ended);
    }

    private void write(StoredTask task) {
        queues.parts().journal().bring(() -> queues.parts().store().put(task)).await();
    }

    private void move(String id) {
        try {
            StoredTask task = advanced(id, 0);
            while (task.status().equals(RUNNING)) {
                Optional<Queue> source = queues.find(task.source());
                List<Entry> entries = source.map(queue -> queue.shelf().takeForMove(atOnce(id), lastNumber(id)))
                        .orElse(List.of());
                if (entries.isEmpty()) {
                    end(id, "COMPLETED", null);
                    return;
                }
                task = advanced(id, move(source.get(), entries, task));
                if (task.perSecond() != null) {
                    queues.parts().time().pause(SECOND);
                }
            }
            end(id, "CANCELLED", null);
        } catch (InterruptedException _) { // the next process goes on
            Thread.currentThread().interrupt();
        } catch (ServiceException e) {
            end(id, "FAILED", e.error().queryCode());
        } catch (RuntimeException e) {
            LOG.warn("A move of dead letters failed", e);
            end(id, "FAILED", "InternalError");
        }
    }

    private int atOnce(String id) {
        Integer perSecond = advanced(id, 0).perSecond();
        return perSecond == null ? MOST_AT_ONCE : perSecond;
    }

    private long lastNumber(String id) {
        return advanced(id, 0).lastNumber();
    }

    /** Each message goes where the task says, or to the queue whose dead letter it is. */
    private int move(Queue source, List<Entry> entries, StoredTask task) {
        Moves all = Moves.of(source, entries, queues.parts().store());
        Map<Arn, List<Moves.Move>> byTarget = new HashMap<>();
        List<Entry> stranded = new ArrayList<>();
        for (Moves.Move move : all.all()) {
            Arn target = target(move.message(), task);
            if (target == null || queues.find(target).isEmpty()) {
                stranded.add(move.entry());
            } else {
                byTarget.computeIfAbsent(target, _ -> new ArrayList<>()).add(move);
            }
        }
        int moved = 0;
        for (Map.Entry<Arn, List<Moves.Move>> part : byTarget.entrySet()) {
            Moves moves = new Moves(source, queues.parts().store(), part.getValue());
            Optional<Queue> target = queues.find(part.getKey());
            if (target.isEmpty()) {
                part.getValue().stream().map(Moves.Move::entry).forEach(stranded::add);
            } else if (moves.into(target.get(), null)) {
                moved += part.getValue().size();
            } else {
                throw new IllegalStateException("messages could not be moved to " + part.getKey());
            }
        }
        if (!stranded.isEmpty()) {
            source.shelf().release(stranded);
            throw SqsError.QUEUE_DOES_NOT_EXIST.with("A message has no queue to go to.");
        }
        return moved;
    }

    private static @Nullable Arn target(StoredMessage message, StoredTask task) {
        return task.destination() != null ? task.destination() : message.deadLetterSource();
    }

    /** Stops; the next process goes on. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
