package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;

/** The operation of this name. */
public final class DeleteBucketEncryption
        implements Operation.Plain<DeleteBucketEncryptionRequest, DeleteBucketEncryptionResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteBucketEncryption(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteBucketEncryptionRequest input) {
        return List.of(permissions.onBucket("s3:PutEncryptionConfiguration", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteBucketEncryptionResponse call(DeleteBucketEncryptionRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        buckets.encryption().delete(input.bucket());
        return DeleteBucketEncryptionResponse.builder().build();
    }
}
