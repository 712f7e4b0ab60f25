package davit.services.iam.api;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;

/** ARNs of the account's roles and policies, as operations name them. */
final class Arns {
    private Arns() {}

    static Arn role(String name) {
        return Arn.of("iam", "", RequestContext.current().account(), "role/" + name);
    }

    /** The policy with this path and name, {@code /division/Name}. */
    static Arn policy(String pathAndName) {
        return Arn.of("iam", "", RequestContext.current().account(), "policy" + pathAndName);
    }
}
