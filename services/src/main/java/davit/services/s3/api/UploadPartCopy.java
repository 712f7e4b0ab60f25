package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.base.storage.Blobs;
import davit.base.storage.StorageException;
import davit.services.s3.model.ByteRange;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Contents;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import davit.services.s3.store.StoredPart;
import davit.services.s3.store.StoredUpload;
import davit.services.s3.store.Uploads;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/** The operation of this name. */
public final class UploadPartCopy implements Operation.Plain<UploadPartCopyRequest, UploadPartCopyResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Uploads uploads;
    private final Contents contents;
    private final Permissions permissions;

    /** Works on these. */
    public UploadPartCopy(
            Buckets buckets, ObjectStore objects, Uploads uploads, Contents contents, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.uploads = uploads;
        this.contents = contents;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(UploadPartCopyRequest input) {
        ObjectAddress from = CopySource.parse(Members.text(input, "CopySource")).address();
        return List.of(
                permissions.onObject("s3:PutObject", bucket(input), key(input)),
                permissions.onObject("s3:GetObject", from.bucket(), from.key()));
    }

    @Override
    public UploadPartCopyResponse call(UploadPartCopyRequest input) {
        ObjectAddress address = ObjectAddress.of(bucket(input), key(input));
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkCustomerKey(input);
        int number = Limits.partNumber(input.partNumber());
        StoredUpload upload = uploads.get(address, input.uploadId());
        CopySource from = CopySource.parse(Members.text(input, "CopySource"));
        buckets.get(from.address().bucket(), input.expectedSourceBucketOwner());
        while (true) {
            StoredObject source = from.find(objects, permissions);
            from.conditions(input).checkSource(source.eTag(), source.lastModified());
            ByteRange range = from.range(input.copySourceRange(), source.size());
            Optional<StoredPart> copied = copy(upload, number, from, source, range);
            if (copied.isPresent()) { // else the source was replaced meanwhile, and what is there now is copied
                return answer(upload, copied.get());
            }
        }
    }

    private static @Nullable String bucket(UploadPartCopyRequest input) {
        return input.destinationBucket() == null ? Members.text(input, "Bucket") : input.destinationBucket();
    }

    private static @Nullable String key(UploadPartCopyRequest input) {
        return input.destinationKey() == null ? Members.text(input, "Key") : input.destinationKey();
    }

    private Optional<StoredPart> copy(
            StoredUpload upload, int number, CopySource from, StoredObject source, ByteRange range) {
        try (Blobs.Upload received = contents.begin()) {
            return from.read(objects, source, range, received, upload.checksum().algorithm())
                    .map(digests -> uploads.put(upload, number, received, digests));
        } catch (IOException e) {
            throw new StorageException("copy " + from, e);
        }
    }

    private static UploadPartCopyResponse answer(StoredUpload upload, StoredPart part) {
        CopyPartResult.Builder result =
                CopyPartResult.builder().eTag(ETag.quoted(part.md5())).lastModified(part.lastModified());
        ChecksumAlgorithm algorithm = upload.checksum().algorithm();
        Members.writeChecksum(result, algorithm, part.checksums().get(algorithm));
        return UploadPartCopyResponse.builder()
                .copyPartResult(result.build())
                .serverSideEncryption(ServerSideEncryption.AES256)
                .build();
    }
}
