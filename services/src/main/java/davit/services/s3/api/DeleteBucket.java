package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.Uploads;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;

/** The operation of this name. */
public final class DeleteBucket implements Operation.Plain<DeleteBucketRequest, DeleteBucketResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Uploads uploads;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteBucket(Buckets buckets, ObjectStore objects, Uploads uploads, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.uploads = uploads;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteBucketRequest input) {
        return List.of(permissions.onBucket("s3:DeleteBucket", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteBucketResponse call(DeleteBucketRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        objects.deleteBucket(input.bucket(), uploads);
        return DeleteBucketResponse.builder().build();
    }
}
