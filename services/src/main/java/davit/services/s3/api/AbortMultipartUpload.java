package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Uploads;
import java.util.List;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;

/** The operation of this name. */
public final class AbortMultipartUpload
        implements Operation.Plain<AbortMultipartUploadRequest, AbortMultipartUploadResponse> {
    private final Buckets buckets;
    private final Uploads uploads;
    private final Permissions permissions;

    /** Works on these. */
    public AbortMultipartUpload(Buckets buckets, Uploads uploads, Permissions permissions) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(AbortMultipartUploadRequest input) {
        return List.of(permissions.onObject("s3:AbortMultipartUpload", input.bucket(), input.key()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public AbortMultipartUploadResponse call(AbortMultipartUploadRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        uploads.abort(address, input.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }
}
