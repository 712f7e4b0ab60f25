package davit.functions;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.StorageException;
import davit.base.storage.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Records on a disk that a test can fill: then nothing is written, and what was written in a transaction is undone. */
final class FullDisk implements Records {
    private final Records disk;
    private volatile boolean isFull;
    private volatile boolean hasRefused;

    FullDisk(Records disk) {
        this.disk = disk;
    }

    void fill(boolean full) {
        isFull = full;
    }

    /** Whether something could not be written. */
    boolean hasRefused() {
        return hasRefused;
    }

    private void write() {
        if (isFull) {
            hasRefused = true;
            throw new StorageException("write", new IOException("No space left on device"));
        }
    }

    @Override
    public <T> Table<T> table(String name, Class<T> type) {
        Table<T> table = disk.table(name, type);
        return new Table<>() {
            @Override
            public Optional<T> find(Key key) {
                return table.find(key);
            }

            @Override
            public void put(Key key, T value) {
                write();
                table.put(key, value);
            }

            @Override
            public boolean insert(Key key, T value) {
                write();
                return table.insert(key, value);
            }

            @Override
            public boolean delete(Key key) {
                write();
                return table.delete(key);
            }

            @Override
            public List<Entry<T>> scan(KeyRange range, int limit) {
                return table.scan(range, limit);
            }
        };
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return disk.atomically(() -> {
            T result = work.get();
            write();
            return result;
        });
    }

    @Override
    public void close() {
        disk.close();
    }
}
