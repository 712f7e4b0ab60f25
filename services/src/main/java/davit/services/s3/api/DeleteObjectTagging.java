package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;

/** The operation of this name. */
public final class DeleteObjectTagging
        implements Operation.Plain<DeleteObjectTaggingRequest, DeleteObjectTaggingResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteObjectTagging(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteObjectTaggingRequest input) {
        return List.of(permissions.onObject("s3:DeleteObjectTagging", input.bucket(), input.key()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteObjectTaggingResponse call(DeleteObjectTaggingRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        if (!objects.tag(address, Map.of(), Causes.of("ObjectTagging:Delete"))) {
            throw permissions.noSuchKey(address.bucket(), address.key());
        }
        return DeleteObjectTaggingResponse.builder().build();
    }
}
