package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;

/** The operation of this name. */
public final class DeleteBucketPolicy
        implements Operation.Plain<DeleteBucketPolicyRequest, DeleteBucketPolicyResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteBucketPolicy(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteBucketPolicyRequest input) {
        return List.of(permissions.onBucket("s3:DeleteBucketPolicy", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteBucketPolicyResponse call(DeleteBucketPolicyRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        buckets.policies().delete(input.bucket());
        return DeleteBucketPolicyResponse.builder().build();
    }
}
