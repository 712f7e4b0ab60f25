package davit.services.s3.store;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param name its name, unique over all regions
 * @param region where it was made
 * @param createdAt when it was made
 */
public record StoredBucket(String name, String region, Instant createdAt) {}
