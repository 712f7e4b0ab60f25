package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;

/** The operation of this name. */
public final class DeleteBucketOwnershipControls
        implements Operation.Plain<DeleteBucketOwnershipControlsRequest, DeleteBucketOwnershipControlsResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteBucketOwnershipControls(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteBucketOwnershipControlsRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketOwnershipControls", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteBucketOwnershipControlsResponse call(DeleteBucketOwnershipControlsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        buckets.ownership().delete(input.bucket());
        return DeleteBucketOwnershipControlsResponse.builder().build();
    }
}
