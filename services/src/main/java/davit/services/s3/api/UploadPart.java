package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.UploadContent;
import davit.base.storage.Blobs;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ContentDigests;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Contents;
import davit.services.s3.store.StoredPart;
import davit.services.s3.store.StoredUpload;
import davit.services.s3.store.Uploads;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The operation of this name. */
public final class UploadPart implements Operation.Upload<UploadPartRequest, UploadPartResponse> {
    private final Buckets buckets;
    private final Uploads uploads;
    private final Contents contents;
    private final Permissions permissions;

    /** Works on these. */
    public UploadPart(Buckets buckets, Uploads uploads, Contents contents, Permissions permissions) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.contents = contents;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(UploadPartRequest input) {
        return List.of(permissions.onObject("s3:PutObject", input.bucket(), input.key()));
    }

    @Override
    public UploadPartResponse call(UploadPartRequest input, UploadContent content) throws IOException {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkCustomerKey(input);
        int number = Limits.partNumber(input.partNumber());
        StoredUpload upload = uploads.get(address, input.uploadId());
        Reception reception = new Reception(input, content);
        reception.announced().ifPresent(announced -> PartChecksums.check(upload, announced));
        try (Blobs.Upload received = contents.begin()) {
            ContentDigests.Values digests =
                    reception.into(received, upload.checksum().algorithm());
            return answer(upload, uploads.put(upload, number, received, digests), reception);
        }
    }

    private static UploadPartResponse answer(StoredUpload upload, StoredPart part, Reception reception) {
        UploadPartResponse.Builder answer = UploadPartResponse.builder()
                .eTag(ETag.quoted(part.md5()))
                .serverSideEncryption(ServerSideEncryption.AES256);
        ChecksumAlgorithm algorithm =
                reception.announced().orElse(upload.checksum().algorithm());
        Members.writeChecksum(answer, algorithm, part.checksums().get(algorithm));
        return answer.build();
    }
}
