package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.base.storage.Blobs;
import davit.base.storage.StorageException;
import davit.services.s3.model.Attributes;
import davit.services.s3.model.ByteRange;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectChecksum;
import davit.services.s3.model.ObjectTags;
import davit.services.s3.model.S3Error;
import davit.services.s3.model.WriteConditions;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Contents;
import davit.services.s3.store.NewObject;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The operation of this name. */
public final class CopyObject implements Operation.Plain<CopyObjectRequest, CopyObjectResponse> {
    private static final long MOST_BYTES = 5L * 1024 * 1024 * 1024;
    private static final String REPLACE = "REPLACE";

    private final Buckets buckets;
    private final ObjectStore objects;
    private final Contents contents;
    private final Permissions permissions;

    /** Works on these. */
    public CopyObject(Buckets buckets, ObjectStore objects, Contents contents, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.contents = contents;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(CopyObjectRequest input) {
        ObjectAddress from = CopySource.parse(Members.text(input, "CopySource")).address();
        List<Access> access = new ArrayList<>(permissions.toPut(bucket(input), key(input), input.tagging()));
        access.add(permissions.onObject("s3:GetObject", from.bucket(), from.key()));
        return access;
    }

    @Override
    public CopyObjectResponse call(CopyObjectRequest input) {
        ObjectAddress address = ObjectAddress.of(bucket(input), key(input));
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.check(input, buckets, address.bucket());
        CopySource from = CopySource.parse(Members.text(input, "CopySource"));
        buckets.get(from.address().bucket(), input.expectedSourceBucketOwner());
        while (true) {
            StoredObject source = from.find(objects, permissions);
            from.conditions(input).checkSource(source.eTag(), source.lastModified());
            checkSource(input, address, from.address(), source);
            Optional<StoredObject> copied = copy(input, newObject(input, address, source), from, source);
            if (copied.isPresent()) { // else the source was replaced meanwhile, and what is there now is copied
                return answer(copied.get());
            }
        }
    }

    private static @Nullable String bucket(CopyObjectRequest input) {
        return input.destinationBucket() == null ? Members.text(input, "Bucket") : input.destinationBucket();
    }

    private static @Nullable String key(CopyObjectRequest input) {
        return input.destinationKey() == null ? Members.text(input, "Key") : input.destinationKey();
    }

    private static void checkSource(
            CopyObjectRequest input, ObjectAddress address, ObjectAddress from, StoredObject source) {
        if (source.size() > MOST_BYTES) {
            throw S3Error.INVALID_REQUEST.with(
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + MOST_BYTES);
        }
        if (source.attributes().isArchived()) {
            throw S3Error.INVALID_OBJECT_STATE.about(
                    Map.of("StorageClass", source.attributes().storageClass()));
        }
        boolean changesSomething = isReplace(input.metadataDirectiveAsString())
                || isReplace(input.taggingDirectiveAsString())
                || input.storageClassAsString() != null
                || input.websiteRedirectLocation() != null
                || input.serverSideEncryptionAsString() != null
                || input.checksumAlgorithmAsString() != null;
        if (address.equals(from) && !changesSomething) {
            throw S3Error.INVALID_REQUEST.with("This copy request is illegal because it is trying to copy an object to"
                    + " itself without changing the object's metadata, storage class, website redirect location or"
                    + " encryption attributes.");
        }
    }

    private static boolean isReplace(@Nullable String directive) {
        if (directive != null && !directive.equals(REPLACE) && !directive.equals("COPY")) {
            throw S3Error.invalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", directive);
        }
        return REPLACE.equals(directive);
    }

    private static NewObject newObject(CopyObjectRequest input, ObjectAddress address, StoredObject source) {
        Attributes attributes = isReplace(input.metadataDirectiveAsString())
                ? Members.attributes(input)
                : source.attributes().inClass(Attributes.storageClass(input.storageClassAsString()));
        return new NewObject(
                address,
                attributes,
                isReplace(input.taggingDirectiveAsString()) ? ObjectTags.ofHeader(input.tagging()) : source.tags(),
                new WriteConditions(input.ifMatch(), input.ifNoneMatch()),
                Causes.of("ObjectCreated:Copy"));
    }

    /** Content in one piece with the wanted checksum is shared; other content is read and becomes one piece. */
    private Optional<StoredObject> copy(
            CopyObjectRequest input, NewObject object, CopySource from, StoredObject source) {
        ChecksumAlgorithm algorithm = input.checksumAlgorithmAsString() == null
                ? source.checksum().algorithm()
                : ChecksumAlgorithm.named(input.checksumAlgorithmAsString());
        if (source.blob() != null && algorithm == source.checksum().algorithm()) {
            return objects.copy(object, from.address(), source, source.checksum());
        }
        try (Blobs.Upload upload = contents.begin()) {
            return from.read(objects, source, new ByteRange(0, source.size()), upload, algorithm)
                    .map(digests -> objects.put(
                            object,
                            upload,
                            digests,
                            ObjectChecksum.ofContent(
                                    algorithm,
                                    Objects.requireNonNull(digests.checksums().get(algorithm)))));
        } catch (IOException e) {
            throw new StorageException("copy " + from, e);
        }
    }

    private static CopyObjectResponse answer(StoredObject copied) {
        CopyObjectResult.Builder result = CopyObjectResult.builder()
                .eTag(ETag.quoted(copied.eTag()))
                .lastModified(copied.lastModified())
                .checksumType(copied.checksum().type().name());
        Members.writeChecksum(
                result, copied.checksum().algorithm(), copied.checksum().value());
        return CopyObjectResponse.builder()
                .copyObjectResult(result.build())
                .serverSideEncryption(ServerSideEncryption.AES256)
                .build();
    }
}
