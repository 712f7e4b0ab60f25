package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Listing;
import davit.services.s3.store.ObjectStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;

/** The operation of this name. */
public final class ListObjects implements Operation.Plain<ListObjectsRequest, ListObjectsResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public ListObjects(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(ListObjectsRequest input) {
        return List.of(permissions.toList("s3:ListBucket", input));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("ListBucketResult");
    }

    @Override
    public ListObjectsResponse call(ListObjectsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        UnaryOperator<String> encoding = Shapes.encoding(input.encodingTypeAsString());
        int maxKeys = Limits.maxKeys(input.maxKeys());
        Listing.Page page = objects.list(
                input.bucket(),
                new Listing.Query(
                        Objects.requireNonNullElse(input.prefix(), ""),
                        Objects.requireNonNullElse(input.delimiter(), ""),
                        Objects.requireNonNullElse(input.marker(), ""),
                        maxKeys));
        boolean hasDelimiter =
                !Objects.requireNonNullElse(input.delimiter(), "").isEmpty();
        return ListObjectsResponse.builder()
                .name(input.bucket())
                .prefix(encoding.apply(Objects.requireNonNullElse(input.prefix(), "")))
                .delimiter(Limits.encoded(input.delimiter(), encoding))
                .marker(encoding.apply(Objects.requireNonNullElse(input.marker(), "")))
                .nextMarker(page.next() == null || !hasDelimiter ? null : encoding.apply(page.next()))
                .maxKeys(maxKeys)
                .encodingType(input.encodingTypeAsString())
                .isTruncated(page.next() != null)
                .contents(Shapes.objects(page, encoding, Shapes.owner(buckets.account())))
                .commonPrefixes(Shapes.commonPrefixes(page, encoding))
                .build();
    }
}
