package davit.functions.store;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.LayerId;
import davit.functions.model.LayerVersion;
import davit.functions.model.ResourcePolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The versions of layers and their policies.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Layers {
    private static final int ALL = Integer.MAX_VALUE;
    private static final int DIGITS = 10;

    private final Records records;
    private final Table<LayerVersion> versions;
    private final Table<ResourcePolicy> policies;
    private final Table<LastNumber> lastNumbers;

    /**
     * The last number that a layer gave.
     *
     * @param number the number
     */
    record LastNumber(int number) {}

    /** Keeps layers in {@code records}. */
    public Layers(Records records) {
        this.records = records;
        this.versions = records.table("lambda_layer_versions", LayerVersion.class);
        this.policies = records.table("lambda_layer_policies", ResourcePolicy.class);
        this.lastNumbers = records.table("lambda_last_layer_versions", LastNumber.class);
    }

    /** Keeps the version that {@code make} makes of the layer's next number. */
    public LayerVersion publish(LayerId layer, IntFunction<LayerVersion> make) {
        return records.atomically(() -> {
            int number = lastNumbers.find(layer.key()).map(LastNumber::number).orElse(0) + 1;
            LayerVersion version = make.apply(number);
            lastNumbers.put(layer.key(), new LastNumber(number));
            versions.put(key(layer, number), version);
            return version;
        });
    }

    /** The version of this number. */
    public Optional<LayerVersion> find(LayerId layer, long number) {
        return number < 1 ? Optional.empty() : versions.find(key(layer, number));
    }

    /** Removes a version with its policy, if it is there; what functions have of it stays with them. */
    public void delete(LayerId layer, long number) {
        if (number >= 1) {
            records.atomically(() -> {
                boolean _ = versions.delete(key(layer, number));
                boolean _ = policies.delete(key(layer, number));
            });
        }
    }

    /** The versions of a layer in the order of their numbers. */
    public List<LayerVersion> all(LayerId layer) {
        return values(layer.keys());
    }

    /** The versions of all layers of a region, by the names of the layers and their numbers. */
    public List<LayerVersion> all(String account, String region) {
        return values(KeyRange.under(account, region));
    }

    /** The versions of every layer. */
    public List<LayerVersion> all() {
        return values(KeyRange.ALL);
    }

    private List<LayerVersion> values(KeyRange range) {
        return versions.scan(range, ALL).stream().map(Table.Entry::value).toList();
    }

    /** The policy of a version; empty while it has no statement. */
    public Optional<ResourcePolicy> policy(LayerId layer, long number) {
        return policies.find(key(layer, number));
    }

    /** Replaces the policy of a version; one without statements is removed. */
    public void putPolicy(LayerId layer, long number, ResourcePolicy policy) {
        if (policy.statements().isEmpty()) {
            boolean _ = policies.delete(key(layer, number));
        } else {
            policies.put(key(layer, number), policy);
        }
    }

    /** Runs {@code work} while nobody else changes a layer. */
    public <T> T atomically(Supplier<T> work) {
        return records.atomically(work);
    }

    private static Key key(LayerId layer, long number) {
        String digits = Long.toString(number);
        String zeros = "0".repeat(Math.max(0, DIGITS - digits.length()));
        return Key.of(layer.account(), layer.region(), layer.name(), zeros + digits);
    }
}
