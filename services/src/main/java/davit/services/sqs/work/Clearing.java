package davit.services.sqs.work;

import davit.base.time.Time;
import davit.services.sqs.store.Journal;
import davit.services.sqs.store.MessageStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes from the disk what nobody gets any more: purged, of deleted queues, too old. Little at a time. */
final class Clearing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clearing.class);
    private static final Duration BETWEEN = Duration.ofSeconds(60);

    private final MessageStore store;
    private final Journal journal;
    private final Time time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Clearing(MessageStore store, Journal journal, Time time) {
        this.store = store;
        this.journal = journal;
        this.time = time;
    }

    void start(Queues queues) {
        threads.execute(() -> {
            guarded(() -> clearLeftovers(queues));
            expireUntilClosed(queues);
        });
    }

    private void expireUntilClosed(Queues queues) {
        try {
            while (true) {
                time.pause(BETWEEN);
                queues.all().forEach(queue -> guarded(queue::expire));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Messages that are to be removed could not be; it is tried again later", e);
        }
    }

    /** What is left of purges and deletes that a crash cut off. */
    private void clearLeftovers(Queues queues) {
        Set<String> known = queues.all().stream().map(Queue::id).collect(Collectors.toSet());
        queues.all().forEach(queue -> clearNow(queue.id(), queue.stored().purgedThrough()));
        Optional<String> id = store.queueWithMessagesAfter("");
        while (id.isPresent() && !Thread.currentThread().isInterrupted()) {
            boolean isKnown = known.contains(id.get())
                    || queues.all().stream().map(Queue::id).anyMatch(id.get()::equals);
            if (!isKnown) {
                clearNow(id.get(), Long.MAX_VALUE);
            }
            id = store.queueWithMessagesAfter(id.get());
        }
    }

    /** Removes the messages of a queue up to a number, in the background. */
    void clear(String queue, long through) {
        threads.execute(() -> guarded(() -> clearNow(queue, through)));
    }

    private void clearNow(String queue, long through) {
        boolean[] hasMore = {through > 0};
        while (hasMore[0] && !Thread.currentThread().isInterrupted()) {
            journal.bring(() -> hasMore[0] = store.clear(queue, through)).await();
        }
        if (through == Long.MAX_VALUE) {
            journal.bring(() -> store.forgetAll(queue)).await();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
