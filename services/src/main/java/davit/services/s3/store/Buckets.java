package davit.services.s3.store;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.services.s3.model.BucketSettings.Encryption;
import davit.services.s3.model.BucketSettings.Notifications;
import davit.services.s3.model.BucketSettings.Ownership;
import davit.services.s3.model.BucketSettings.Policy;
import davit.services.s3.model.BucketSettings.PublicAccess;
import davit.services.s3.model.BucketSettings.Tags;
import davit.services.s3.model.BucketSettings.Versioning;
import davit.services.s3.model.S3Error;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The buckets and their settings.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Buckets {
    /** S3's quota of buckets in an account. */
    private static final int MOST_BUCKETS = 10_000;

    private final Records records;
    private final String account;
    private final Table<StoredBucket> table;
    private final Setting<Policy> policies;
    private final Setting<Tags> tags;
    private final Setting<PublicAccess> publicAccess;
    private final Setting<Ownership> ownership;
    private final Setting<Encryption> encryption;
    private final Setting<Versioning> versioning;
    private final Setting<Notifications> notifications;

    /** The buckets of an account. */
    public Buckets(Records records, String account) {
        this.records = records;
        this.account = account;
        this.table = records.table("s3_buckets", StoredBucket.class);
        this.policies = new Setting<>(records, this, "s3_bucket_policies", Policy.class);
        this.tags = new Setting<>(records, this, "s3_bucket_tags", Tags.class);
        this.publicAccess = new Setting<>(records, this, "s3_bucket_public_access", PublicAccess.class);
        this.ownership = new Setting<>(records, this, "s3_bucket_ownership", Ownership.class);
        this.encryption = new Setting<>(records, this, "s3_bucket_encryption", Encryption.class);
        this.versioning = new Setting<>(records, this, "s3_bucket_versioning", Versioning.class);
        this.notifications = new Setting<>(records, this, "s3_bucket_notifications", Notifications.class);
    }

    /** Bucket policies. */
    public Setting<Policy> policies() {
        return policies;
    }

    /** Buckets' tags. */
    public Setting<Tags> tags() {
        return tags;
    }

    /** Which public access is blocked. */
    public Setting<PublicAccess> publicAccess() {
        return publicAccess;
    }

    /** Who owns objects. */
    public Setting<Ownership> ownership() {
        return ownership;
    }

    /** How objects are encrypted. */
    public Setting<Encryption> encryption() {
        return encryption;
    }

    /** Whether versions are kept. */
    public Setting<Versioning> versioning() {
        return versioning;
    }

    /** Who hears of events. */
    public Setting<Notifications> notifications() {
        return notifications;
    }

    /** The account that all belong to. */
    public String account() {
        return account;
    }

    /** Runs {@code work} as one change, as {@link Records#atomically(Runnable)} does. */
    public void atomically(Runnable work) {
        records.atomically(work);
    }

    /** Keeps a new bucket; returns the one that has the name already, or nothing. */
    public Optional<StoredBucket> create(StoredBucket bucket) {
        return records.atomically(() -> {
            if (table.scan(KeyRange.ALL, MOST_BUCKETS).size() == MOST_BUCKETS) {
                throw S3Error.TOO_MANY_BUCKETS.now();
            }
            Optional<StoredBucket> existing = find(bucket.name());
            if (existing.isEmpty()) {
                table.put(Key.of(bucket.name()), bucket);
                publicAccess.put(bucket.name(), PublicAccess.BLOCKED);
                ownership.put(bucket.name(), Ownership.ENFORCED);
            }
            return existing;
        });
    }

    /** The bucket of this name. */
    public Optional<StoredBucket> find(String name) {
        return table.find(Key.of(name));
    }

    /**
     * The bucket of this name.
     *
     * @param expectedOwner the account that the caller believes it to belong to; null for any
     * @throws davit.aws.operation.ServiceException {@code NoSuchBucket}, {@code AccessDenied}
     */
    public StoredBucket get(String name, @Nullable String expectedOwner) {
        StoredBucket bucket = find(name).orElseThrow(() -> S3Error.NO_SUCH_BUCKET.aboutBucket(name));
        if (expectedOwner != null && !expectedOwner.equals(account)) {
            throw S3Error.ACCESS_DENIED.now();
        }
        return bucket;
    }

    /** The first {@code limit} buckets by name whose names begin with {@code prefix}, those behind {@code after}. */
    public List<StoredBucket> list(String prefix, String after, int limit) {
        return table.scan(KeyRange.ALL.startingWith(prefix).after(after), limit).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** Removes a bucket with its settings. */
    void delete(String name) {
        records.atomically(() -> {
            table.delete(Key.of(name));
            List.of(policies, tags, publicAccess, ownership, encryption, versioning, notifications)
                    .forEach(setting -> setting.delete(name));
        });
    }
}
