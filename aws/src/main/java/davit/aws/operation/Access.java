package davit.aws.operation;

import davit.aws.arn.Arn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that a caller must be allowed to do.
 *
 * @param action the IAM action, {@code s3:PutObject}
 * @param resource the ARN it is done to, or {@code *} where the action knows no resource
 * @param conditions condition keys of the request, {@code s3:prefix}
 * @param resourcePolicy the policy document of the resource itself, which may allow or deny too
 */
public record Access(String action, String resource, Map<String, String> conditions, Optional<String> resourcePolicy) {
    /** Keeps a copy. */
    public Access {
        conditions = Map.copyOf(conditions);
    }

    /** An action on one resource. */
    public static Access to(String action, Arn resource) {
        return new Access(action, resource.toString(), Map.of(), Optional.empty());
    }

    /** An action that has no resource of its own. */
    public static Access toAny(String action) {
        return new Access(action, "*", Map.of(), Optional.empty());
    }

    /** With a condition key of the request. */
    public Access where(String key, String value) {
        Map<String, String> all = new HashMap<>(conditions);
        all.put(key, value);
        return new Access(action, resource, all, resourcePolicy);
    }

    /** With the resource's own policy document. */
    public Access underPolicy(String document) {
        return new Access(action, resource, conditions, Optional.of(document));
    }
}
