package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;

/** The operation of this name. */
public final class GetObjectTagging implements Operation.Plain<GetObjectTaggingRequest, GetObjectTaggingResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public GetObjectTagging(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetObjectTaggingRequest input) {
        return List.of(permissions.onObject("s3:GetObjectTagging", input.bucket(), input.key()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("Tagging");
    }

    @Override
    public GetObjectTaggingResponse call(GetObjectTaggingRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        StoredObject object =
                objects.find(address).orElseThrow(() -> permissions.noSuchKey(address.bucket(), address.key()));
        return GetObjectTaggingResponse.builder()
                .tagSet(Shapes.tags(object.tags()))
                .build();
    }
}
