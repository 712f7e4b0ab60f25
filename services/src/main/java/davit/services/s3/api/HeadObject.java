package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The operation of this name. */
public final class HeadObject implements Operation.Plain<HeadObjectRequest, HeadObjectResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public HeadObject(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public int successStatus(HeadObjectResponse output) {
        return output.contentRange() == null ? 200 : 206;
    }

    @Override
    public List<Access> access(HeadObjectRequest input) {
        return List.of(permissions.onObject("s3:GetObject", input.bucket(), input.key()));
    }

    @Override
    public HeadObjectResponse call(HeadObjectRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        Refusals.checkCustomerKey(input);
        StoredObject object =
                objects.find(address).orElseThrow(() -> permissions.noSuchKey(address.bucket(), address.key()));
        Selection selection = Selection.of(input, object, objects);
        HeadObjectResponse.Builder answer = HeadObjectResponse.builder();
        selection.describe(answer, input, object);
        return answer.build();
    }
}
