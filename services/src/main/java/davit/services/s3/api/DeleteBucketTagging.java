package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;

/** The operation of this name. */
public final class DeleteBucketTagging
        implements Operation.Plain<DeleteBucketTaggingRequest, DeleteBucketTaggingResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteBucketTagging(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteBucketTaggingRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketTagging", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteBucketTaggingResponse call(DeleteBucketTaggingRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        buckets.tags().delete(input.bucket());
        return DeleteBucketTaggingResponse.builder().build();
    }
}
