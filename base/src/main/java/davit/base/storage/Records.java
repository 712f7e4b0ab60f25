package davit.base.storage;

import java.util.function.Supplier;

/**
 * Tables of small documents by key, kept through {@code kill -9} and power loss once a write returned.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public interface Records extends AutoCloseable {
    /**
     * The table of this name, made when first asked for.
     *
     * @param name lower-case letters, digits and underscores
     * @param type a record that JSON can carry
     */
    <T> Table<T> table(String name, Class<T> type);

    /**
     * Runs {@code work} so that what it reads does not change under it and what it writes, in any table, comes into
     * being together or, if it throws, not at all. Calls inside of it join it. Others wait: keep it short, without
     * calls over the network.
     *
     * @throws StorageException if the writes could not be made durable
     */
    <T> T atomically(Supplier<T> work);

    /** As {@link #atomically(Supplier)}, without a result. */
    default void atomically(Runnable work) {
        atomically(() -> {
            work.run();
            return true;
        });
    }

    @Override
    void close();
}
