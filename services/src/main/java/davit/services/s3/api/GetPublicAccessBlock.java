package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.PublicAccess;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;

/** The operation of this name. */
public final class GetPublicAccessBlock
        implements Operation.Plain<GetPublicAccessBlockRequest, GetPublicAccessBlockResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetPublicAccessBlock(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetPublicAccessBlockRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketPublicAccessBlock", input.bucket()));
    }

    @Override
    public GetPublicAccessBlockResponse call(GetPublicAccessBlockRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        PublicAccess access = buckets.publicAccess()
                .find(input.bucket())
                .orElseThrow(() -> S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK.aboutBucket(input.bucket()));
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(configuration -> configuration
                        .blockPublicAcls(access.blockAcls())
                        .ignorePublicAcls(access.ignoreAcls())
                        .blockPublicPolicy(access.blockPolicy())
                        .restrictPublicBuckets(access.restrictBuckets()))
                .build();
    }
}
