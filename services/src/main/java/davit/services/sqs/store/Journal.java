package davit.services.sqs.store;

import davit.base.storage.Records;
import davit.base.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes durable, as many at once as have come since the last commit: one wait for the disk serves all of them
 * (docs/decisions/0017-messages.md). Changes are made, and told to be made, in the order in which they came.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** The most changes of one commit. */
    private static final int MOST_AT_ONCE = 1000;

    /** With so many changes ahead, those who bring more wait first. */
    private static final int MOST_AHEAD = 10_000;

    private final Records records;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Thread writer;
    private List<Pending> ahead = new ArrayList<>();
    private boolean isClosed;

    /** What is to be done on disk, and afterwards. None of it may wait for another change. */
    public interface Change {
        /** Writes, within a transaction. */
        void write();

        /** It is on disk. */
        default void committed() {}

        /** It is not on disk, and will not be. */
        default void failed() {}
    }

    /** A change that was brought. */
    public static final class Pending {
        private final Change change;
        private boolean isDone;
        private @Nullable RuntimeException failure;

        private Pending(Change change) {
            this.change = change;
        }

        /**
         * Waits until the change is on disk.
         *
         * @throws StorageException if it is not, and will not be
         */
        public synchronized void await() {
            boolean isInterrupted = false;
            while (!isDone) {
                try {
                    wait();
                } catch (InterruptedException _) { // a commit takes milliseconds, and is to be told truly
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw new StorageException("keep messages", failure);
            }
        }

        private void end(@Nullable RuntimeException because) {
            if (because == null) {
                change.committed();
            } else {
                change.failed();
            }
            synchronized (this) {
                isDone = true;
                failure = because;
                notifyAll();
            }
        }
    }

    /** Writes to these records. */
    public Journal(Records records) {
        this.records = records;
        this.writer = Thread.ofPlatform().name("queues").daemon().start(this::run);
    }

    /** Waits until changes can be brought without too many being ahead; not to be called within a lock. */
    public void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (ahead.size() >= MOST_AHEAD && !isClosed) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Brings a change, without waiting for it. */
    public Pending bring(Change change) {
        Pending pending = new Pending(change);
        lock.lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("the server ends");
            }
            ahead.add(pending);
            news.signal();
        } finally {
            lock.unlock();
        }
        return pending;
    }

    private void run() {
        for (List<Pending> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                commit(batch);
            } catch (RuntimeException e) {
                LOG.error("What follows on a change of queues failed", e);
            }
        }
    }

    /** Waits for changes; none come any more when it is empty. */
    private List<Pending> next() {
        lock.lock();
        try {
            while (ahead.isEmpty() && !isClosed) {
                news.awaitUninterruptibly();
            }
            if (ahead.size() <= MOST_AT_ONCE) {
                List<Pending> all = ahead;
                ahead = new ArrayList<>();
                room.signalAll();
                return all;
            }
            List<Pending> first = new ArrayList<>(ahead.subList(0, MOST_AT_ONCE));
            ahead.subList(0, MOST_AT_ONCE).clear();
            room.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Pending> batch) {
        try {
            records.atomically(() -> batch.forEach(pending -> pending.change.write()));
        } catch (RuntimeException e) {
            LOG.warn("{} changes of queues could not be made together; each is tried by itself", batch.size(), e);
            batch.forEach(this::commitAlone);
            return;
        }
        batch.forEach(pending -> pending.end(null));
    }

    private void commitAlone(Pending pending) {
        try {
            records.atomically(pending.change::write);
        } catch (RuntimeException e) {
            pending.end(e);
            return;
        }
        pending.end(null);
    }

    /** Makes what was brought, and takes no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            news.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        boolean isInterrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) { // the database is closed next
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
