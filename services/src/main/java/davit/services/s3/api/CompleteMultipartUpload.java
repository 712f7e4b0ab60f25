package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.S3Error;
import davit.services.s3.model.UrlEncoding;
import davit.services.s3.model.WriteConditions;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Completion;
import davit.services.s3.store.StoredObject;
import davit.services.s3.store.Uploads;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The operation of this name. */
public final class CompleteMultipartUpload
        implements Operation.Plain<CompleteMultipartUploadRequest, CompleteMultipartUploadResponse> {
    private final Buckets buckets;
    private final Uploads uploads;
    private final Permissions permissions;

    /** Works on these. */
    public CompleteMultipartUpload(Buckets buckets, Uploads uploads, Permissions permissions) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(CompleteMultipartUploadRequest input) {
        return List.of(permissions.onObject("s3:PutObject", input.bucket(), input.key()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("CompleteMultipartUploadResult");
    }

    @Override
    public CompleteMultipartUploadResponse call(CompleteMultipartUploadRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkCustomerKey(input);
        String uploadId = Objects.requireNonNullElse(input.uploadId(), "");
        StoredObject object = uploads.complete(address, uploadId, completion(input));
        CompleteMultipartUploadResponse.Builder answer = CompleteMultipartUploadResponse.builder()
                .location(RequestContext.current().endpoint() + "/" + address.bucket() + "/"
                        + UrlEncoding.encoded(address.key()))
                .bucket(address.bucket())
                .key(address.key())
                .eTag(ETag.quoted(object.eTag()))
                .checksumType(object.checksum().type().name())
                .serverSideEncryption(ServerSideEncryption.AES256);
        Members.writeChecksum(
                answer, object.checksum().algorithm(), object.checksum().value());
        return answer.build();
    }

    private static Completion completion(CompleteMultipartUploadRequest input) {
        if (input.multipartUpload() == null || input.multipartUpload().parts().isEmpty()) {
            throw S3Error.MALFORMED_XML.now();
        }
        List<Completion.Part> parts = input.multipartUpload().parts().stream()
                .map(part -> new Completion.Part(
                        Limits.partNumber(part.partNumber()),
                        Objects.requireNonNullElse(part.eTag(), ""),
                        Members.checksums(part)))
                .toList();
        return new Completion(
                parts,
                input.mpuObjectSize(),
                Members.checksums(input),
                input.checksumTypeAsString() == null ? null : PartChecksums.type(input.checksumTypeAsString()),
                new WriteConditions(input.ifMatch(), input.ifNoneMatch()),
                Causes.of("ObjectCreated:CompleteMultipartUpload"));
    }
}
