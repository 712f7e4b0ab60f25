package davit.functions.store;

import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.Function;
import davit.functions.model.FunctionId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The functions.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Functions {
    private static final int ALL = Integer.MAX_VALUE;

    private final Records records;
    private final Table<Function> table;

    /** Keeps functions in {@code records}. */
    public Functions(Records records) {
        this.records = records;
        this.table = records.table("lambda_functions", Function.class);
    }

    /** The function of this name. */
    public Optional<Function> find(FunctionId id) {
        return table.find(id.key());
    }

    /** Adds a function; returns whether there was none of its name. */
    public boolean insert(Function function) {
        return table.insert(function.id().key(), function);
    }

    /**
     * Replaces a function by what {@code change} makes of it, and nobody else changes it meanwhile.
     *
     * @return the function as it is now; empty if there is none
     */
    public Optional<Function> update(FunctionId id, UnaryOperator<Function> change) {
        return records.atomically(() -> {
            Optional<Function> changed = find(id).map(change);
            changed.ifPresent(function -> table.put(id.key(), function));
            return changed;
        });
    }

    /** Removes a function; returns whether there was one. */
    public boolean delete(FunctionId id) {
        return table.delete(id.key());
    }

    /** The functions of a region by name, after {@code afterName}, at most {@code limit}. */
    public List<Function> list(String account, String region, String afterName, int limit) {
        return table.scan(KeyRange.under(account, region).after(afterName), limit).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** Every function. */
    public List<Function> all() {
        return table.scan(KeyRange.ALL, ALL).stream().map(Table.Entry::value).toList();
    }
}
