package davit.functions.store;

import davit.base.storage.Key;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.ResourcePolicy;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The resource policies of functions, their versions and their aliases.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Policies {
    private final Records records;
    private final Table<ResourcePolicy> table;

    /** Keeps policies in {@code records}. */
    public Policies(Records records) {
        this.records = records;
        this.table = records.table("lambda_policies", ResourcePolicy.class);
    }

    /**
     * The policy of one of a function's qualifiers, that of the function itself for {@code $LATEST}; empty while it has
     * no statement.
     */
    public Optional<ResourcePolicy> find(FunctionId id, String qualifier) {
        return table.find(key(id, qualifier));
    }

    /** Replaces the policy of a qualifier; one without statements is removed. */
    public void put(FunctionId id, String qualifier, ResourcePolicy policy) {
        if (policy.statements().isEmpty()) {
            table.delete(key(id, qualifier));
        } else {
            table.put(key(id, qualifier), policy);
        }
    }

    /** Removes the policy of a qualifier. */
    public void delete(FunctionId id, String qualifier) {
        table.delete(key(id, qualifier));
    }

    /** Removes the policies of a function and of all its qualifiers. */
    public void deleteAll(FunctionId id) {
        table.delete(id.key());
        table.scan(id.keys(), Integer.MAX_VALUE).forEach(entry -> table.delete(entry.key()));
    }

    private static Key key(FunctionId id, String qualifier) {
        return qualifier.equals(FunctionReference.LATEST) ? id.key() : id.key(qualifier);
    }

    /** Runs {@code work} while nobody else changes a policy. */
    public <T> T atomically(Supplier<T> work) {
        return records.atomically(work);
    }
}
