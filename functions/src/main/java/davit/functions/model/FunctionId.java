package davit.functions.model;

import davit.aws.arn.Arn;
import davit.base.storage.Key;

/**
 * Names a function.
 *
 * @param account the account that it belongs to
 * @param region where it is
 * @param name its name, 1 to 64 letters, digits, hyphens and underscores
 */
public record FunctionId(String account, String region, String name) {
    /** The ARN without a qualifier. */
    public Arn arn() {
        return Arn.of("lambda", region, account, "function:" + name);
    }

    /** The ARN with a qualifier, {@code $LATEST}. */
    public Arn arn(String qualifier) {
        return Arn.of("lambda", region, account, "function:" + name + ":" + qualifier);
    }

    /** Its place in tables. */
    public Key key() {
        return Key.of(account, region, name);
    }

    @Override
    public String toString() {
        return arn().toString();
    }
}
