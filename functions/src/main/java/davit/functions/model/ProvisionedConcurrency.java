package davit.functions.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many environments are to be kept ready for a version or an alias.
 *
 * @param requested how many
 * @param lastModified when that was set
 */
public record ProvisionedConcurrency(int requested, Instant lastModified) {
    /** How many of them each version of an alias gets: as many as its weight says, rounded up, and its own the rest. */
    public Map<String, Integer> shares(Alias alias) {
        Map<String, Integer> shares = new HashMap<>();
        int rest = requested;
        for (Map.Entry<String, Double> weight : alias.weights().entrySet()) {
            int share = Math.min(rest, (int) Math.ceil(requested * weight.getValue()));
            shares.put(weight.getKey(), share);
            rest -= share;
        }
        shares.merge(alias.version(), rest, Integer::sum);
        return shares;
    }
}
