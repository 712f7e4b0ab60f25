package davit.services.iam.model;

import java.util.List;

/**
 * How a caller may be named in the {@code Principal} of a policy.
 *
 * @param kind {@code AWS} or {@code Service}
 * @param names every name that means it: a session's own ARN, its role's ARN, its account
 */
public record Principal(String kind, List<String> names) {
    /** Keeps a copy. */
    public Principal {
        names = List.copyOf(names);
    }
}
