package davit.services.iam.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * May {@code action} be done to {@code resource}?
 *
 * @param action {@code s3:GetObject}
 * @param resource the ARN, or {@code *} where the action knows none
 * @param context the condition keys of the request, in any case
 */
public record AccessQuestion(String action, String resource, Map<String, String> context) {
    /** Keeps the keys in lower case. */
    public AccessQuestion {
        Map<String, String> normalised = new HashMap<>();
        context.forEach((key, value) -> normalised.put(ConditionOperators.normalised(key), value));
        context = Map.copyOf(normalised);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(context.get(ConditionOperators.normalised(key)));
    }
}
