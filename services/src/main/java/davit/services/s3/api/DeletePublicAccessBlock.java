package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;

/** The operation of this name. */
public final class DeletePublicAccessBlock
        implements Operation.Plain<DeletePublicAccessBlockRequest, DeletePublicAccessBlockResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public DeletePublicAccessBlock(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeletePublicAccessBlockRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketPublicAccessBlock", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeletePublicAccessBlockResponse call(DeletePublicAccessBlockRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        buckets.publicAccess().delete(input.bucket());
        return DeletePublicAccessBlockResponse.builder().build();
    }
}
