package davit.services.sqs.work;

import davit.aws.arn.Arn;
import davit.base.storage.Records;
import davit.base.time.Time;
import davit.services.sqs.model.AttributeRules;
import davit.services.sqs.model.QueueName;
import davit.services.sqs.model.RedrivePolicy;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.store.Journal;
import davit.services.sqs.store.Journal.Change;
import davit.services.sqs.store.MessageStore;
import davit.services.sqs.store.StoredQueue;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * All queues.
 *
 * <p>Thread safety: every method may be called from any thread; what is changed of queues themselves is changed one
 * after the other.
 */
public final class Queues implements AutoCloseable {
    private static final int MOST_QUEUES = 10_000;
    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

    private final MessageStore store;
    private final Journal journal;
    private final QueueParts parts;
    private final Clearing clearing;
    private final Map<QueueName, Queue> queues = new ConcurrentHashMap<>();
    private final Map<String, Long> purges = new HashMap<>();
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * Opens the queues.
     *
     * @param records of their own, because they change far more often than others
     * @param account whose queues they are
     */
    public Queues(Records records, String account, RandomGenerator random, Time time) {
        this.store = new MessageStore(records);
        this.journal = new Journal(records);
        this.parts = new QueueParts(store, journal, new Room(), this::find, account, random, time);
        this.clearing = new Clearing(store, journal, time);
        store.forEachQueue((name, stored) -> {
            Queue queue = new Queue(stored, parts);
            queue.load();
            queues.put(name, queue);
        });
    }

    /** Begins to remove what is too old, and what crashes left. */
    public void start() {
        clearing.start(this);
    }

    /** The account whose queues they are. */
    public String account() {
        return parts.account();
    }

    /** The queue of this name. */
    public Optional<Queue> find(QueueName name) {
        return Optional.ofNullable(queues.get(name));
    }

    /** The queue with this ARN. */
    public Optional<Queue> find(Arn arn) {
        return arn.service().equals("sqs") && arn.account().equals(parts.account())
                ? find(new QueueName(arn.region(), arn.resource()))
                : Optional.empty();
    }

    /** The queues of a region by their names. */
    public List<Queue> in(String region) {
        return queues.values().stream()
                .filter(queue -> queue.name().region().equals(region))
                .sorted(Comparator.comparing(queue -> queue.name().name()))
                .toList();
    }

    /** The queues whose dead letters go to a queue. */
    public List<Queue> sourcesOf(Queue deadLetters) {
        return in(deadLetters.name().region()).stream()
                .filter(queue -> queue.settings()
                        .redrive()
                        .map(RedrivePolicy::deadLetterQueue)
                        .filter(deadLetters.arn()::equals)
                        .isPresent())
                .toList();
    }

    List<Queue> all() {
        return List.copyOf(queues.values());
    }

    QueueParts parts() {
        return parts;
    }

    /**
     * Makes a queue; one that is there with the same attributes is left as it is.
     *
     * @throws davit.aws.operation.ServiceException {@code QueueNameExists} and others
     */
    public void create(QueueName name, Map<String, String> attributes, Map<String, String> tags) {
        boolean isFifo = attributes.getOrDefault(AttributeRules.FIFO, "").equals("true");
        name.check(isFifo || name.isFifo());
        if (name.isFifo() && !isFifo) {
            throw SqsError.INVALID_PARAMETER_VALUE.with(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        Map<String, String> checked = AttributeRules.changed(Map.of(), attributes, isFifo);
        changing.lock();
        try {
            Optional<Queue> before = find(name);
            if (before.isPresent()) {
                checkSame(before.get(), checked, isFifo);
                return;
            }
            if (queues.size() >= MOST_QUEUES) {
                throw SqsError.OVER_LIMIT.with("This server has " + MOST_QUEUES + " queues, as many as it can.");
            }
            Redrives.check(name.arn(account()), isFifo, checked, this);
            String id = String.format("%016x", parts.random().nextLong());
            StoredQueue stored = new StoredQueue(
                    id, name, checked, tags, parts.time().now(), parts.time().now(), 0);
            journal.bring(() -> store.put(stored)).await();
            Queue queue = new Queue(stored, parts);
            queue.load();
            queues.put(name, queue);
        } finally {
            changing.unlock();
        }
    }

    private static void checkSame(Queue queue, Map<String, String> wanted, boolean isFifo) {
        Map<String, String> has = AttributeRules.shown(queue.stored().attributes(), isFifo);
        wanted.forEach((attribute, value) -> {
            if (!value.equals(has.get(attribute))) {
                throw SqsError.QUEUE_NAME_EXISTS.with(
                        "A queue already exists with the same name and a different value for attribute " + attribute);
            }
        });
    }

    /**
     * Changes a queue's attributes.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidAttributeName} and others
     */
    public void changeAttributes(Queue queue, UnaryOperator<Map<String, String>> change) {
        changing.lock();
        try {
            Map<String, String> after = AttributeRules.changed(
                    queue.stored().attributes(),
                    change.apply(queue.stored().attributes()),
                    queue.name().isFifo());
            Redrives.check(queue.arn(), queue.name().isFifo(), after, this);
            write(queue, queue.stored().withAttributes(after, parts.time().now()));
        } finally {
            changing.unlock();
        }
    }

    /** Changes a queue's tags. */
    public void changeTags(Queue queue, UnaryOperator<Map<String, String>> change) {
        changing.lock();
        try {
            write(queue, queue.stored().withTags(change.apply(queue.stored().tags())));
        } finally {
            changing.unlock();
        }
    }

    private void write(Queue queue, StoredQueue after) {
        if (find(queue.name()).filter(queue::equals).isEmpty()) {
            throw SqsError.noQueue();
        }
        journal.bring(new Change() {
                    @Override
                    public void write() {
                        store.put(after);
                    }

                    @Override
                    public void committed() {
                        queue.become(after);
                    }
                })
                .await();
    }

    /**
     * Removes all messages that were sent so far.
     *
     * @throws davit.aws.operation.ServiceException {@code PurgeQueueInProgress} within a minute of the last time
     */
    public void purge(Queue queue) {
        changing.lock();
        try {
            Long last = purges.get(queue.id());
            if (last != null && parts.time().since(last).compareTo(BETWEEN_PURGES) < 0) {
                throw SqsError.PURGE_QUEUE_IN_PROGRESS.with(
                        "Only one PurgeQueue operation on " + queue.name().name() + " is allowed every 60 seconds.");
            }
            queue.inbox().purge().await();
            purges.put(queue.id(), parts.time().nanos());
        } finally {
            changing.unlock();
        }
        clearing.clear(queue.id(), queue.stored().purgedThrough());
    }

    /** Deletes a queue with its messages. */
    public void delete(Queue queue) {
        changing.lock();
        try {
            if (find(queue.name()).filter(queue::equals).isEmpty()) {
                return;
            }
            journal.bring(() -> store.delete(queue.name())).await();
            queues.remove(queue.name());
            purges.remove(queue.id());
            queue.delete();
        } finally {
            changing.unlock();
        }
        clearing.clear(queue.id(), Long.MAX_VALUE);
    }

    /** Ends all waiting, and makes durable what was brought. */
    @Override
    public void close() {
        clearing.close();
        all().forEach(queue -> queue.shelf().close());
        journal.close();
    }
}
