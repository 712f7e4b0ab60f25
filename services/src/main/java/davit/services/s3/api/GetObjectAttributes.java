package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectChecksum;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import davit.services.s3.store.StoredPart;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Checksum;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectPart;

/** The operation of this name. */
public final class GetObjectAttributes
        implements Operation.Plain<GetObjectAttributesRequest, GetObjectAttributesResponse> {
    private static final int MOST_PARTS = 1000;

    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public GetObjectAttributes(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetObjectAttributesRequest input) {
        return List.of(
                permissions.onObject("s3:GetObject", input.bucket(), input.key()),
                permissions.onObject("s3:GetObjectAttributes", input.bucket(), input.key()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("GetObjectAttributesResponse");
    }

    @Override
    public GetObjectAttributesResponse call(GetObjectAttributesRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        List<String> wanted = input.objectAttributesAsStrings();
        if (wanted.isEmpty()) {
            throw S3Error.invalidArgument(
                    "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty",
                    "x-amz-object-attributes",
                    "");
        }
        StoredObject object =
                objects.find(address).orElseThrow(() -> permissions.noSuchKey(address.bucket(), address.key()));
        GetObjectAttributesResponse.Builder answer =
                GetObjectAttributesResponse.builder().lastModified(object.lastModified());
        for (String attribute : wanted) {
            describe(answer, attribute, object, input);
        }
        return answer.build();
    }

    private void describe(
            GetObjectAttributesResponse.Builder answer,
            String attribute,
            StoredObject object,
            GetObjectAttributesRequest input) {
        switch (attribute) {
            case "ETag" -> answer.eTag(object.eTag());
            case "ObjectSize" -> answer.objectSize(object.size());
            case "StorageClass" -> answer.storageClass(object.attributes().storageClass());
            case "Checksum" -> answer.checksum(checksum(object));
            case "ObjectParts" -> {
                if (object.parts() > 0) {
                    answer.objectParts(parts(object, input));
                }
            }
            default ->
                throw S3Error.invalidArgument(
                        "Invalid attribute name specified.", "x-amz-object-attributes", attribute);
        }
    }

    private static Checksum checksum(StoredObject object) {
        Checksum.Builder checksum =
                Checksum.builder().checksumType(object.checksum().type().name());
        Members.writeChecksum(
                checksum, object.checksum().algorithm(), object.checksum().value());
        return checksum.build();
    }

    private GetObjectAttributesParts parts(StoredObject object, GetObjectAttributesRequest input) {
        int marker = Objects.requireNonNullElse(input.partNumberMarker(), 0);
        int limit = Math.clamp(Objects.requireNonNullElse(input.maxParts(), MOST_PARTS), 0, MOST_PARTS);
        List<StoredPart> behind = objects.parts(object).stream()
                .filter(part -> part.number() > marker)
                .toList();
        List<StoredPart> page = behind.subList(0, Math.min(limit, behind.size()));
        boolean hasChecksums = object.checksum().type() == ObjectChecksum.Type.COMPOSITE;
        return GetObjectAttributesParts.builder()
                .totalPartsCount(object.parts())
                .partNumberMarker(marker)
                .nextPartNumberMarker(page.isEmpty() ? 0 : page.getLast().number())
                .maxParts(limit)
                .isTruncated(page.size() < behind.size())
                .parts(
                        hasChecksums
                                ? page.stream().map(part -> part(object, part)).toList()
                                : List.of())
                .build();
    }

    private static ObjectPart part(StoredObject object, StoredPart part) {
        ChecksumAlgorithm algorithm = object.checksum().algorithm();
        ObjectPart.Builder shape =
                ObjectPart.builder().partNumber(part.number()).size(part.size());
        Members.writeChecksum(shape, algorithm, part.checksums().get(algorithm));
        return shape.build();
    }
}
