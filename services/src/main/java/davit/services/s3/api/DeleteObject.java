package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.WriteConditions;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;

/** The operation of this name. */
public final class DeleteObject implements Operation.Plain<DeleteObjectRequest, DeleteObjectResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteObject(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteObjectRequest input) {
        return List.of(permissions.onObject("s3:DeleteObject", input.bucket(), input.key()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteObjectResponse call(DeleteObjectRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        objects.delete(address, new WriteConditions(input.ifMatch(), null), Causes.of("ObjectRemoved:Delete"));
        return DeleteObjectResponse.builder().build();
    }
}
