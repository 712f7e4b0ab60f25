package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.UploadContent;
import davit.base.storage.Blobs;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ContentDigests;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectChecksum;
import davit.services.s3.model.ObjectTags;
import davit.services.s3.model.WriteConditions;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Contents;
import davit.services.s3.store.NewObject;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The operation of this name. */
public final class PutObject implements Operation.Upload<PutObjectRequest, PutObjectResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Contents contents;
    private final Permissions permissions;

    /** Works on these. */
    public PutObject(Buckets buckets, ObjectStore objects, Contents contents, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.contents = contents;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutObjectRequest input) {
        return permissions.toPut(input.bucket(), input.key(), input.tagging());
    }

    @Override
    public PutObjectResponse call(PutObjectRequest input, UploadContent content) throws IOException {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.check(input, buckets, address.bucket());
        if (input.writeOffsetBytes() != null) {
            throw Refusals.notImplemented("x-amz-write-offset-bytes");
        }
        NewObject object = new NewObject(
                address,
                Members.attributes(input),
                ObjectTags.ofHeader(input.tagging()),
                new WriteConditions(input.ifMatch(), input.ifNoneMatch()),
                Causes.of("ObjectCreated:Put"));
        Reception reception = new Reception(input, content);
        ChecksumAlgorithm algorithm = reception.announced().orElse(ChecksumAlgorithm.CRC64NVME);
        try (Blobs.Upload upload = contents.begin()) {
            ContentDigests.Values digests = reception.into(upload, algorithm);
            ObjectChecksum checksum = ObjectChecksum.ofContent(
                    algorithm, Objects.requireNonNull(digests.checksums().get(algorithm)));
            return answer(objects.put(object, upload, digests, checksum));
        }
    }

    private static PutObjectResponse answer(StoredObject stored) {
        PutObjectResponse.Builder answer = PutObjectResponse.builder()
                .eTag(ETag.quoted(stored.eTag()))
                .serverSideEncryption(ServerSideEncryption.AES256)
                .checksumType(stored.checksum().type().name());
        Members.writeChecksum(
                answer, stored.checksum().algorithm(), stored.checksum().value());
        return answer.build();
    }
}
