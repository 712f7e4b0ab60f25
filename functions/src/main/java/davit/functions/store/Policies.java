package davit.functions.store;

import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.FunctionId;
import davit.functions.model.ResourcePolicy;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The resource policies of functions.
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

    /** The policy of a function; empty while it has no statement. */
    public Optional<ResourcePolicy> find(FunctionId id) {
        return table.find(id.key());
    }

    /** Replaces the policy of a function; one without statements is removed. */
    public void put(FunctionId id, ResourcePolicy policy) {
        if (policy.statements().isEmpty()) {
            table.delete(id.key());
        } else {
            table.put(id.key(), policy);
        }
    }

    /** Removes the policy of a function. */
    public void delete(FunctionId id) {
        table.delete(id.key());
    }

    /** Runs {@code work} while nobody else changes a policy. */
    public <T> T atomically(Supplier<T> work) {
        return records.atomically(work);
    }
}
