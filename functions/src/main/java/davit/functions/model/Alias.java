package davit.functions.model;

import davit.aws.arn.Arn;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A name for a version of a function, which can be moved to another.
 *
 * @param function the function
 * @param name its name within the function; not a number
 * @param version the version that it points to: {@code $LATEST} or a number
 * @param description free text
 * @param weights the version that gets a part of the invocations, with that part; empty for none
 * @param revisionId changes with every change, for preconditions
 */
public record Alias(
        FunctionId function,
        String name,
        String version,
        String description,
        Map<String, Double> weights,
        String revisionId) {
    /** Keeps a copy. */
    public Alias {
        weights = Map.copyOf(weights);
    }

    /** The alias's own ARN. */
    public Arn arn() {
        return function.arn(name);
    }

    /** Whether invocations of it may run this version. */
    public boolean pointsTo(String number) {
        return version.equals(number) || weights.containsKey(number);
    }

    /** The version for one invocation: by chance, according to the weights. */
    public String route(RandomGenerator random) {
        double chance = weights.isEmpty() ? 0 : random.nextDouble();
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            if (chance < weight.getValue()) {
                return weight.getKey();
            }
            chance -= weight.getValue();
        }
        return version;
    }
}
