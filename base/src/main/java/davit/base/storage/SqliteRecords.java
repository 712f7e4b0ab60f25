package davit.base.storage;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Records in one SQLite file in WAL mode: one writer at a time, readers beside it, each commit synchronised to the
 * disk (docs/decisions/0003-records.md).
 */
public final class SqliteRecords implements Records {
    private static final int READERS = 4;

    private final ReentrantLock writing = new ReentrantLock();
    private final ScopedValue<Connection> transaction = ScopedValue.newInstance();
    private final Map<String, SqliteTable<?>> tables = new ConcurrentHashMap<>();
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);

    @GuardedBy("writing")
    private final Connection writer;

    private final AtomicLong commits = new AtomicLong();

    /**
     * Opens the file, making it if it is not there.
     *
     * @throws StorageException if it cannot be opened or is no database
     */
    public SqliteRecords(Path file) {
        try {
            writer = open(file);
            for (int i = 0; i < READERS; i++) {
                readers.add(open(file));
            }
        } catch (SQLException e) {
            throw new StorageException("open " + file, e);
        }
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA busy_timeout=10000");
        }
        return connection;
    }

    @Override
    @SuppressWarnings("unchecked") // a name always has the type that it was first asked for with, which is checked
    public <T> Table<T> table(String name, Class<T> type) {
        SqliteTable<?> table = tables.computeIfAbsent(name, _ -> create(name, type));
        if (table.type() != type) {
            throw new IllegalStateException("table " + name + " holds " + table.type() + ", not " + type);
        }
        return (Table<T>) table;
    }

    private <T> SqliteTable<T> create(String name, Class<T> type) {
        if (!name.matches("[a-z0-9_]+")) {
            throw new IllegalArgumentException("table name: " + name);
        }
        write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS " + name
                        + " (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
                return true;
            }
        });
        return new SqliteTable<>(this, name, type);
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        if (transaction.isBound()) {
            return work.get();
        }
        writing.lock();
        try {
            return commit(work);
        } catch (SQLException e) {
            throw new StorageException("commit", e);
        } finally {
            writing.unlock();
        }
    }

    @GuardedBy("writing")
    private <T> T commit(Supplier<T> work) throws SQLException {
        writer.setAutoCommit(false);
        try {
            T result = ScopedValue.where(transaction, writer).call(work::get);
            writer.commit();
            commits.incrementAndGet();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            writer.rollback();
            throw e;
        } finally {
            writer.setAutoCommit(true);
        }
    }

    /** What one statement does with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T write(Work<T> work) {
        return atomically(() -> perform(transaction.get(), work));
    }

    <T> T read(Work<T> work) {
        if (transaction.isBound()) {
            return perform(transaction.get(), work);
        }
        Connection reader = takeReader();
        try {
            return perform(reader, work);
        } finally {
            readers.add(reader);
        }
    }

    /** Whether this thread is within a transaction, and sees what it has written. */
    boolean isWithinTransaction() {
        return transaction.isBound();
    }

    /** How many transactions were committed: while it stays the same, what was read stays true. */
    long commits() {
        return commits.get();
    }

    private static <T> T perform(Connection connection, Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw new StorageException("records", e);
        }
    }

    private Connection takeReader() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return readers.take();
                } catch (InterruptedException e) {
                    interrupted = true; // a read takes microseconds: finish it, and let the caller see the interrupt
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            for (int i = 0; i < READERS; i++) {
                takeReader().close();
            }
            writer.close();
        } catch (SQLException e) {
            throw new StorageException("close", e);
        } finally {
            writing.unlock();
        }
    }
}
