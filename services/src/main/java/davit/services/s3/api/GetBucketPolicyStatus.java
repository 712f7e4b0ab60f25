package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketPolicy;
import davit.services.s3.model.BucketSettings.Policy;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;

/** The operation of this name. */
public final class GetBucketPolicyStatus
        implements Operation.Plain<GetBucketPolicyStatusRequest, GetBucketPolicyStatusResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketPolicyStatus(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketPolicyStatusRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketPolicyStatus", input.bucket()));
    }

    @Override
    public GetBucketPolicyStatusResponse call(GetBucketPolicyStatusRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        Policy policy = buckets.policies()
                .find(input.bucket())
                .orElseThrow(() -> S3Error.NO_SUCH_BUCKET_POLICY.aboutBucket(input.bucket()));
        return GetBucketPolicyStatusResponse.builder()
                .policyStatus(status -> status.isPublic(BucketPolicy.isPublic(policy.document())))
                .build();
    }
}
