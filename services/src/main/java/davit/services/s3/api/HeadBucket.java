package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketName;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.StoredBucket;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** The operation of this name. */
public final class HeadBucket implements Operation.Plain<HeadBucketRequest, HeadBucketResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public HeadBucket(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(HeadBucketRequest input) {
        return List.of(permissions.onBucket("s3:ListBucket", input.bucket()));
    }

    @Override
    public HeadBucketResponse call(HeadBucketRequest input) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        return HeadBucketResponse.builder()
                .bucketRegion(bucket.region())
                .bucketArn(BucketName.arn(bucket.name()).toString())
                .accessPointAlias(false)
                .build();
    }
}
