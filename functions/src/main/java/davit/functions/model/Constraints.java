package davit.functions.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what members of a request violate of the API's model, and reports all of it at once. For one thread. */
public final class Constraints {
    private static final Pattern VERSION_NUMBER = Pattern.compile("[0-9]+");

    private final List<String> violations = new ArrayList<>();

    /** The member must be there. */
    public Constraints required(String member, @Nullable Object value) {
        if (value == null) {
            violations.add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    /** The member, if it is there, must match {@code pattern} as a whole. */
    public Constraints pattern(String member, @Nullable String value, Pattern pattern) {
        if (value != null && !pattern.matcher(value).matches()) {
            violate(member, value, "Member must satisfy regular expression pattern: " + pattern);
        }
        return this;
    }

    /** The member, if it is there, must have this many characters. */
    public Constraints length(String member, @Nullable String value, int min, int max) {
        if (value != null) {
            longEnough(member, value, value.length(), min, max);
        }
        return this;
    }

    /** The member, if it is there, must be within these bounds. */
    public Constraints range(String member, @Nullable Integer value, int min, int max) {
        if (value != null) {
            if (value > max) {
                violate(member, value, "Member must have value less than or equal to " + max);
            }
            if (value < min) {
                violate(member, value, "Member must have value greater than or equal to " + min);
            }
        }
        return this;
    }

    /** The list, if it is there, must have this many items. */
    public Constraints size(String member, @Nullable Collection<?> value, int min, int max) {
        if (value != null) {
            longEnough(member, value, value.size(), min, max);
        }
        return this;
    }

    /** The member, if it is there, must be one of these words. */
    public Constraints oneOf(String member, @Nullable String value, List<String> words) {
        if (value != null && !words.contains(value)) {
            violate(member, value, "Member must satisfy enum value set: " + words);
        }
        return this;
    }

    /** Every item of the list must be one of these words. */
    public Constraints eachOneOf(String member, List<String> values, List<String> words) {
        if (!words.containsAll(values)) {
            violate(
                    member,
                    values,
                    "Member must satisfy constraint: [Member must satisfy enum value set: " + words
                            + ", Member must not be null]");
        }
        return this;
    }

    /** Every item of the list must be one of these words, said as of one value. */
    public Constraints words(String member, List<String> values, List<String> words) {
        if (!words.containsAll(values)) {
            violate(member, values, "Member must satisfy enum value set: " + words);
        }
        return this;
    }

    /** What each item of a list must be. */
    public enum Items {
        /** ARNs of versions of layers. */
        LAYERS(
                2048,
                1,
                "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:"
                        + "[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)",
                ", Member must not be null"),
        /** Ids of subnets. */
        SUBNETS(1024, 0, "subnet-[0-9a-z]*", ""),
        /** Ids of security groups. */
        SECURITY_GROUPS(1024, 0, "sg-[0-9a-zA-Z]*", "");

        private final Pattern pattern;
        private final int max;
        private final String constraint;

        Items(int max, int min, String pattern, String more) {
            this.pattern = Pattern.compile(pattern);
            this.max = max;
            this.constraint = "Member must satisfy constraint: [Member must have length less than or equal to " + max
                    + ", Member must have length greater than or equal to " + min
                    + ", Member must satisfy regular expression pattern: " + pattern + more + "]";
        }

        private boolean allow(String item) {
            return item.length() <= max && pattern.matcher(item).matches();
        }
    }

    /** Every item of the list must be of this kind. */
    public Constraints each(String member, List<String> values, Items items) {
        if (!values.stream().allMatch(items::allow)) {
            violate(member, values, items.constraint);
        }
        return this;
    }

    /** Every key of the map, if it is there, must match {@code pattern} as a whole. */
    public Constraints keys(String member, @Nullable Map<String, String> map, Pattern pattern) {
        if (map != null
                && !map.keySet().stream().allMatch(key -> pattern.matcher(key).matches())) {
            String constraint = "Member must satisfy regular expression pattern: " + pattern;
            violate(member, map, "Map keys must satisfy constraint: [" + constraint + "]");
        }
        return this;
    }

    /** The map, if it is there, must give numbers of versions parts of a whole. */
    public Constraints weights(String member, @Nullable Map<String, Double> map) {
        if (map == null) {
            return this;
        }
        if (!map.keySet().stream().allMatch(key -> VERSION_NUMBER.matcher(key).matches())) {
            violate(
                    member,
                    map,
                    "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must"
                            + " have length greater than or equal to 1, Member must satisfy regular expression pattern: "
                            + VERSION_NUMBER + "]");
        }
        if (!map.values().stream().allMatch(weight -> weight >= 0 && weight <= 1)) {
            violate(
                    member,
                    map,
                    "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must"
                            + " have value greater than or equal to 0.0, Member must not be null]");
        }
        return this;
    }

    private void longEnough(String member, Object value, int length, int min, int max) {
        if (length > max) {
            violate(member, value, "Member must have length less than or equal to " + max);
        }
        if (length < min) {
            violate(member, value, "Member must have length greater than or equal to " + min);
        }
    }

    private void violate(String member, Object value, String constraint) {
        violations.add("Value '" + value + "' at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    /**
     * Throws if anything was violated.
     *
     * @throws davit.aws.operation.ServiceException a {@code ValidationException} that names every violation
     */
    public void check() {
        check(LambdaError.VALIDATION);
    }

    /** As {@link #check()}, with the kind of error that some operations answer with instead. */
    public void check(LambdaError error) {
        if (!violations.isEmpty()) {
            String count = violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
            throw error.because(count + " detected: " + String.join("; ", violations));
        }
    }
}
