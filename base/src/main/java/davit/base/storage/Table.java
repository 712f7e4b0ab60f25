package davit.base.storage;

import java.util.List;
import java.util.Optional;

/**
 * Documents of one type, ordered by key.
 *
 * <p>Thread safety: every method may be called from any thread; each is atomic by itself.
 *
 * @param <T> the type of the documents
 */
public interface Table<T> {
    /**
     * A document with its place.
     *
     * @param <T> the type of the document
     */
    record Entry<T>(Key key, T value) {}

    /** The document at {@code key}. */
    Optional<T> find(Key key);

    /** Writes the document at {@code key}, over the one that was there. */
    void put(Key key, T value);

    /** Writes the document if there is none at {@code key}; returns whether it did. */
    boolean insert(Key key, T value);

    /** Removes the document at {@code key}; returns whether there was one. */
    boolean delete(Key key);

    /** The first {@code limit} documents of the range in key order. */
    List<Entry<T>> scan(KeyRange range, int limit);
}
