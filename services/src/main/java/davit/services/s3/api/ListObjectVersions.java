package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ETag;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Listing;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The operation of this name. */
public final class ListObjectVersions
        implements Operation.Plain<ListObjectVersionsRequest, ListObjectVersionsResponse> {
    /** What the version is named where none are kept. */
    private static final String ONLY_VERSION = "null";

    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public ListObjectVersions(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(ListObjectVersionsRequest input) {
        return List.of(permissions.toList("s3:ListBucketVersions", input));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("ListVersionsResult");
    }

    @Override
    public ListObjectVersionsResponse call(ListObjectVersionsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        UnaryOperator<String> encoding = Shapes.encoding(input.encodingTypeAsString());
        int maxKeys = Limits.maxKeys(input.maxKeys());
        Listing.Page page = objects.list(
                input.bucket(),
                new Listing.Query(
                        Objects.requireNonNullElse(input.prefix(), ""),
                        Objects.requireNonNullElse(input.delimiter(), ""),
                        Objects.requireNonNullElse(input.keyMarker(), ""),
                        maxKeys));
        return ListObjectVersionsResponse.builder()
                .name(input.bucket())
                .prefix(encoding.apply(Objects.requireNonNullElse(input.prefix(), "")))
                .delimiter(Limits.encoded(input.delimiter(), encoding))
                .keyMarker(encoding.apply(Objects.requireNonNullElse(input.keyMarker(), "")))
                .versionIdMarker(Objects.requireNonNullElse(input.versionIdMarker(), ""))
                .nextKeyMarker(page.next() == null ? null : encoding.apply(page.next()))
                .nextVersionIdMarker(page.next() == null ? null : ONLY_VERSION)
                .maxKeys(maxKeys)
                .encodingType(input.encodingTypeAsString())
                .isTruncated(page.next() != null)
                .versions(page.objects().stream()
                        .map(item -> version(item, encoding))
                        .toList())
                .commonPrefixes(Shapes.commonPrefixes(page, encoding))
                .build();
    }

    private ObjectVersion version(Listing.Item item, UnaryOperator<String> encoding) {
        StoredObject object = item.object();
        return ObjectVersion.builder()
                .key(encoding.apply(item.key()))
                .versionId(ONLY_VERSION)
                .isLatest(true)
                .lastModified(object.lastModified())
                .eTag(ETag.quoted(object.eTag()))
                .checksumAlgorithmWithStrings(object.checksum().algorithm().name())
                .checksumType(object.checksum().type().name())
                .size(object.size())
                .storageClass(object.attributes().storageClass())
                .owner(Shapes.owner(buckets.account()))
                .build();
    }
}
