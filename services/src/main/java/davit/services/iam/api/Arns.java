package davit.services.iam.api;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;
import davit.services.iam.model.IamError;

/** ARNs of the account's roles and policies, as operations name them. */
final class Arns {
    private Arns() {}

    static Arn role(String name) {
        return Arn.of("iam", "", RequestContext.current().account(), "role/" + name);
    }

    /** The ARN of a policy as a request gives it. */
    static Arn given(String text) {
        if (!Arn.isArn(text)) {
            throw IamError.INVALID_INPUT.with("ARN " + text + " is not valid.");
        }
        return Arn.parse(text);
    }

    /** The policy with this path and name, {@code /division/Name}. */
    static Arn policy(String pathAndName) {
        return Arn.of("iam", "", RequestContext.current().account(), "policy" + pathAndName);
    }
}
