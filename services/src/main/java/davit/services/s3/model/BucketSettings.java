package davit.services.s3.model;

import java.util.List;
import java.util.Map;

/** What a bucket can be configured with; each is kept by itself and absent until it is put. */
public final class BucketSettings {
    private BucketSettings() {}

    /**
     * A bucket policy.
     *
     * @param document as it was put
     */
    public record Policy(String document) {}

    /**
     * A bucket's tags.
     *
     * @param values by key, in the order they were put
     */
    public record Tags(Map<String, String> values) {}

    /**
     * Which kinds of public access are blocked.
     *
     * @param blockAcls whether public ACLs are refused
     * @param ignoreAcls whether public ACLs mean nothing
     * @param blockPolicy whether public policies are refused
     * @param restrictBuckets whether a public policy opens the bucket to the account only
     */
    public record PublicAccess(boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {
        /** What a new bucket has. */
        public static final PublicAccess BLOCKED = new PublicAccess(true, true, true, true);
    }

    /**
     * Who owns objects that others put.
     *
     * @param objectOwnership {@code BucketOwnerEnforced}, {@code BucketOwnerPreferred}, {@code ObjectWriter}
     */
    public record Ownership(String objectOwnership) {
        /** What a new bucket has. */
        public static final Ownership ENFORCED = new Ownership("BucketOwnerEnforced");

        /** Whether access control lists are switched off. */
        public boolean isEnforced() {
            return equals(ENFORCED);
        }
    }

    /**
     * How objects are encrypted.
     *
     * @param algorithm {@code AES256}
     * @param bucketKeyEnabled as it was put; means nothing with {@code AES256}
     */
    public record Encryption(String algorithm, boolean bucketKeyEnabled) {
        /** What a new bucket has. */
        public static final Encryption USUAL = new Encryption("AES256", false);
    }

    /**
     * Whether versions are kept.
     *
     * @param status {@code Suspended}
     */
    public record Versioning(String status) {}

    /**
     * Who hears of what happens to objects.
     *
     * @param rules in the order they were put
     */
    public record Notifications(List<NotificationRule> rules) {
        /** Nobody. */
        public static final Notifications NONE = new Notifications(List.of());

        /** Keeps a copy. */
        public Notifications {
            rules = List.copyOf(rules);
        }
    }
}
