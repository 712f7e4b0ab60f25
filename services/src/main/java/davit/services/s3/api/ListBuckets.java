package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketName;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.StoredBucket;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** The operation of this name. */
public final class ListBuckets implements Operation.Plain<ListBucketsRequest, ListBucketsResponse> {
    private static final int MOST = 10_000;

    private final Buckets buckets;

    /** Works on these. */
    public ListBuckets(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public List<Access> access(ListBucketsRequest input) {
        return List.of(Access.toAny("s3:ListAllMyBuckets"));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("ListAllMyBucketsResult");
    }

    @Override
    public ListBucketsResponse call(ListBucketsRequest input) {
        int limit = Objects.requireNonNullElse(input.maxBuckets(), MOST);
        if (limit < 1 || limit > MOST) {
            throw S3Error.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and " + MOST,
                    "max-buckets",
                    Integer.toString(limit));
        }
        String prefix = Objects.requireNonNullElse(input.prefix(), "");
        List<StoredBucket> found = buckets.list(prefix, Continuation.position(input.continuationToken()), MOST).stream()
                .filter(bucket ->
                        input.bucketRegion() == null || bucket.region().equals(input.bucketRegion()))
                .limit(limit + 1L)
                .toList();
        List<StoredBucket> page = found.subList(0, Math.min(limit, found.size()));
        return ListBucketsResponse.builder()
                .owner(Shapes.owner(buckets.account()))
                .prefix(input.prefix())
                .buckets(page.stream().map(ListBuckets::shape).toList())
                .continuationToken(
                        found.size() > limit ? Continuation.token(page.getLast().name()) : null)
                .build();
    }

    private static Bucket shape(StoredBucket bucket) {
        return Bucket.builder()
                .name(bucket.name())
                .creationDate(bucket.createdAt())
                .bucketRegion(bucket.region())
                .bucketArn(BucketName.arn(bucket.name()).toString())
                .build();
    }
}
