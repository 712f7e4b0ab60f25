package davit.functions.model;

import davit.aws.arn.Arn;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;

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

    /** The ARN with a qualifier: {@code $LATEST}, a version or an alias. */
    public Arn arn(String qualifier) {
        return Arn.of("lambda", region, account, "function:" + name + ":" + qualifier);
    }

    /** The qualifier of an ARN of this function, {@code $LATEST} if it has none. */
    public String qualifierOf(Arn arn) {
        String unqualified = "function:" + name + ":";
        return arn.resource().startsWith(unqualified)
                ? arn.resource().substring(unqualified.length())
                : FunctionReference.LATEST;
    }

    /** Its place in tables. */
    public Key key() {
        return Key.of(account, region, name);
    }

    /** The place of something that belongs to one of its qualifiers. */
    public Key key(String qualifier) {
        return Key.of(account, region, name, qualifier);
    }

    /** The places of all that belongs to its qualifiers. */
    public KeyRange keys() {
        return KeyRange.under(account, region, name);
    }

    @Override
    public String toString() {
        return arn().toString();
    }
}
