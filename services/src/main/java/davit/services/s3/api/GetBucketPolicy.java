package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Policy;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;

/** The operation of this name. */
public final class GetBucketPolicy implements Operation.Plain<GetBucketPolicyRequest, GetBucketPolicyResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketPolicy(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketPolicyRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketPolicy", input.bucket()));
    }

    @Override
    public GetBucketPolicyResponse call(GetBucketPolicyRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        Policy policy = buckets.policies()
                .find(input.bucket())
                .orElseThrow(() -> S3Error.NO_SUCH_BUCKET_POLICY.aboutBucket(input.bucket()));
        return GetBucketPolicyResponse.builder().policy(policy.document()).build();
    }
}
