package davit.functions.store;

import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.Alias;
import davit.functions.model.FunctionId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The aliases of functions, by function and name.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Aliases {
    private static final int ALL = Integer.MAX_VALUE;

    private final Records records;
    private final Table<Alias> table;

    /** Keeps aliases in {@code records}. */
    public Aliases(Records records) {
        this.records = records;
        this.table = records.table("lambda_aliases", Alias.class);
    }

    /** The alias of this name. */
    public Optional<Alias> find(FunctionId id, String name) {
        return table.find(id.key(name));
    }

    /** Adds an alias; returns whether there was none of its name. */
    public boolean insert(Alias alias) {
        return table.insert(alias.function().key(alias.name()), alias);
    }

    /**
     * Replaces an alias by what {@code change} makes of it, and nobody else changes it meanwhile.
     *
     * @return the alias as it is now; empty if there is none
     */
    public Optional<Alias> update(FunctionId id, String name, UnaryOperator<Alias> change) {
        return records.atomically(() -> {
            Optional<Alias> changed = find(id, name).map(change);
            changed.ifPresent(alias -> table.put(id.key(name), alias));
            return changed;
        });
    }

    /** Removes an alias; returns whether there was one. */
    public boolean delete(FunctionId id, String name) {
        return table.delete(id.key(name));
    }

    /** The aliases of a function by name, after {@code afterName}, at most {@code limit}. */
    public List<Alias> list(FunctionId id, String afterName, int limit) {
        return table.scan(id.keys().after(afterName), limit).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** The aliases of a function. */
    public List<Alias> all(FunctionId id) {
        return list(id, "", ALL);
    }
}
