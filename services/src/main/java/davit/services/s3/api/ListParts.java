package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.StoredPart;
import davit.services.s3.store.StoredUpload;
import davit.services.s3.store.Uploads;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

/** The operation of this name. */
public final class ListParts implements Operation.Plain<ListPartsRequest, ListPartsResponse> {
    private final Buckets buckets;
    private final Uploads uploads;
    private final Permissions permissions;

    /** Works on these. */
    public ListParts(Buckets buckets, Uploads uploads, Permissions permissions) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(ListPartsRequest input) {
        return List.of(permissions.onObject("s3:ListMultipartUploadParts", input.bucket(), input.key()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("ListPartsResult");
    }

    @Override
    public ListPartsResponse call(ListPartsRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        StoredUpload upload = uploads.get(address, input.uploadId());
        int limit = Limits.page(input.maxParts(), "max-parts");
        int marker = Objects.requireNonNullElse(input.partNumberMarker(), 0);
        List<StoredPart> found = uploads.parts(upload, marker, limit + 1);
        List<StoredPart> page = found.subList(0, Math.min(limit, found.size()));
        return ListPartsResponse.builder()
                .bucket(address.bucket())
                .key(address.key())
                .uploadId(upload.id())
                .partNumberMarker(marker)
                .nextPartNumberMarker(page.isEmpty() ? 0 : page.getLast().number())
                .maxParts(limit)
                .isTruncated(found.size() > limit)
                .parts(page.stream().map(part -> shape(upload, part)).toList())
                .owner(Shapes.owner(buckets.account()))
                .initiator(initiator ->
                        initiator.id(Shapes.owner(buckets.account()).id()))
                .storageClass(upload.attributes().storageClass())
                .checksumAlgorithm(
                        upload.checksum().isAsked()
                                ? upload.checksum().algorithm().name()
                                : null)
                .checksumType(
                        upload.checksum().isAsked() ? upload.checksum().type().name() : null)
                .build();
    }

    private static Part shape(StoredUpload upload, StoredPart part) {
        Part.Builder shape = Part.builder()
                .partNumber(part.number())
                .lastModified(part.lastModified())
                .eTag(ETag.quoted(part.md5()))
                .size(part.size());
        if (upload.checksum().isAsked()) {
            ChecksumAlgorithm algorithm = upload.checksum().algorithm();
            Members.writeChecksum(shape, algorithm, part.checksums().get(algorithm));
        }
        return shape.build();
    }
}
