package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectTags;
import davit.services.s3.model.WriteConditions;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.NewObject;
import davit.services.s3.store.StoredUpload;
import davit.services.s3.store.Uploads;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The operation of this name. */
public final class CreateMultipartUpload
        implements Operation.Plain<CreateMultipartUploadRequest, CreateMultipartUploadResponse> {
    private final Buckets buckets;
    private final Uploads uploads;
    private final Permissions permissions;

    /** Works on these. */
    public CreateMultipartUpload(Buckets buckets, Uploads uploads, Permissions permissions) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(CreateMultipartUploadRequest input) {
        return permissions.toPut(input.bucket(), input.key(), input.tagging());
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("InitiateMultipartUploadResult");
    }

    @Override
    public CreateMultipartUploadResponse call(CreateMultipartUploadRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.check(input, buckets, address.bucket());
        NewObject object = new NewObject(
                address,
                Members.attributes(input),
                ObjectTags.ofHeader(input.tagging()),
                WriteConditions.NONE,
                Causes.of("ObjectCreated:CompleteMultipartUpload"));
        StoredUpload.Checksum checksum =
                PartChecksums.asked(input.checksumAlgorithmAsString(), input.checksumTypeAsString());
        StoredUpload upload = uploads.create(object, checksum);
        return CreateMultipartUploadResponse.builder()
                .bucket(address.bucket())
                .key(address.key())
                .uploadId(upload.id())
                .serverSideEncryption(ServerSideEncryption.AES256)
                .checksumAlgorithm(checksum.isAsked() ? checksum.algorithm().name() : null)
                .checksumType(checksum.isAsked() ? checksum.type().name() : null)
                .build();
    }
}
