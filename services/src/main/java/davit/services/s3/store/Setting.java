package davit.services.s3.store;

import davit.base.storage.Key;
import davit.base.storage.Records;
import davit.base.storage.Table;
import java.util.Optional;

/**
 * One kind of configuration of buckets.
 *
 * <p>Thread safety: every method may be called from any thread.
 *
 * @param <T> what is configured
 */
public final class Setting<T> {
    private final Records records;
    private final Buckets buckets;
    private final Table<T> table;

    Setting(Records records, Buckets buckets, String table, Class<T> type) {
        this.records = records;
        this.buckets = buckets;
        this.table = records.table(table, type);
    }

    /** What a bucket has; empty if it has none, or is not there. */
    public Optional<T> find(String bucket) {
        return table.find(Key.of(bucket));
    }

    /** Configures a bucket; nothing if it is gone. */
    public void put(String bucket, T value) {
        records.atomically(() -> {
            if (buckets.find(bucket).isPresent()) {
                table.put(Key.of(bucket), value);
            }
        });
    }

    /** Takes the configuration away. */
    public void delete(String bucket) {
        table.delete(Key.of(bucket));
    }
}
