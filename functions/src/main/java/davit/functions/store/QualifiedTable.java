package davit.functions.store;

import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.FunctionId;
import java.util.List;
import java.util.Optional;

/**
 * One document for each qualifier of a function that has one: {@code $LATEST}, a version, or an alias.
 *
 * <p>Thread safety: every method may be called from any thread.
 *
 * @param <T> the type of the documents
 */
public final class QualifiedTable<T> {
    /** Without a limit. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final int NAME_PART = 2;

    private final Table<T> table;

    /**
     * A document with the qualifier that it belongs to.
     *
     * @param <T> the type of the document
     */
    public record Entry<T>(FunctionId function, String qualifier, T value) {}

    /** Keeps documents in the table of this name. */
    public QualifiedTable(Records records, String name, Class<T> type) {
        this.table = records.table(name, type);
    }

    /** The document of a qualifier. */
    public Optional<T> find(FunctionId id, String qualifier) {
        return table.find(id.key(qualifier));
    }

    /** Writes the document of a qualifier, over the one that was there. */
    public void put(FunctionId id, String qualifier, T value) {
        table.put(id.key(qualifier), value);
    }

    /** Removes the document of a qualifier; returns whether there was one. */
    public boolean delete(FunctionId id, String qualifier) {
        return table.delete(id.key(qualifier));
    }

    /** Removes the documents of all qualifiers of a function. */
    public void deleteAll(FunctionId id) {
        list(id, "", ALL).forEach(entry -> delete(id, entry.qualifier()));
    }

    /** The documents of a function by qualifier, after {@code afterQualifier}, at most {@code limit}. */
    public List<Entry<T>> list(FunctionId id, String afterQualifier, int limit) {
        return entries(id.keys().after(afterQualifier), limit);
    }

    /** The documents of every function. */
    public List<Entry<T>> all() {
        return entries(KeyRange.ALL, ALL);
    }

    private List<Entry<T>> entries(KeyRange range, int limit) {
        return table.scan(range, limit).stream()
                .map(entry -> new Entry<>(
                        new FunctionId(
                                entry.key().part(0),
                                entry.key().part(1),
                                entry.key().part(NAME_PART)),
                        entry.key().last(),
                        entry.value()))
                .toList();
    }
}
