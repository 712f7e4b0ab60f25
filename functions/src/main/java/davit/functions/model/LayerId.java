package davit.functions.model;

import davit.aws.arn.Arn;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;

/**
 * Names a layer.
 *
 * @param account the account that it belongs to
 * @param region where it is
 * @param name its name
 */
public record LayerId(String account, String region, String name) {
    /** The ARN without a version. */
    public Arn arn() {
        return Arn.of("lambda", region, account, "layer:" + name);
    }

    /** The ARN of a version. */
    public Arn arn(long version) {
        return Arn.of("lambda", region, account, "layer:" + name + ":" + version);
    }

    /** Its place in tables. */
    public Key key() {
        return Key.of(account, region, name);
    }

    /** The places of its versions. */
    public KeyRange keys() {
        return KeyRange.under(account, region, name);
    }
}
