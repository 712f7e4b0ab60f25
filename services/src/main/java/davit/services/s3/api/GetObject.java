package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.base.http.HttpBody;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The operation of this name. */
public final class GetObject implements Operation.Download<GetObjectRequest, GetObjectResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public GetObject(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public int successStatus(GetObjectResponse output) {
        return output.contentRange() == null ? 200 : 206;
    }

    @Override
    public List<Access> access(GetObjectRequest input) {
        return List.of(permissions.onObject("s3:GetObject", input.bucket(), input.key()));
    }

    @Override
    public Content<GetObjectResponse> call(GetObjectRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        Refusals.checkCustomerKey(input);
        while (true) {
            StoredObject object =
                    objects.find(address).orElseThrow(() -> permissions.noSuchKey(address.bucket(), address.key()));
            Selection selection = Selection.of(input, object, objects);
            if (object.attributes().isArchived()) {
                throw S3Error.INVALID_OBJECT_STATE.about(
                        Map.of("StorageClass", object.attributes().storageClass()));
            }
            Optional<InputStream> stream = objects.read(address, object, selection.range());
            if (stream.isPresent()) { // else the object was replaced meanwhile, and what is there now is read
                GetObjectResponse.Builder answer = GetObjectResponse.builder();
                selection.describe(answer, input, object);
                return new Content<>(
                        answer.build(),
                        HttpBody.of(stream.get(), selection.range().length()));
            }
        }
    }
}
