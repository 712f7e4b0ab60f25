package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Listing;
import davit.services.s3.store.ObjectStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The operation of this name. */
public final class ListObjectsV2 implements Operation.Plain<ListObjectsV2Request, ListObjectsV2Response> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public ListObjectsV2(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(ListObjectsV2Request input) {
        return List.of(permissions.toList("s3:ListBucket", input));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("ListBucketResult");
    }

    @Override
    public ListObjectsV2Response call(ListObjectsV2Request input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        UnaryOperator<String> encoding = Shapes.encoding(input.encodingTypeAsString());
        int maxKeys = Limits.maxKeys(input.maxKeys());
        if (input.continuationToken() != null && input.continuationToken().isEmpty()) {
            throw S3Error.invalidArgument("The continuation token provided is incorrect", "continuation-token", "");
        }
        String after = input.continuationToken() == null
                ? Objects.requireNonNullElse(input.startAfter(), "")
                : Continuation.position(input.continuationToken());
        Listing.Page page = objects.list(
                input.bucket(),
                new Listing.Query(
                        Objects.requireNonNullElse(input.prefix(), ""),
                        Objects.requireNonNullElse(input.delimiter(), ""),
                        after,
                        maxKeys));
        boolean withOwner = Boolean.TRUE.equals(input.fetchOwner());
        return ListObjectsV2Response.builder()
                .name(input.bucket())
                .prefix(encoding.apply(Objects.requireNonNullElse(input.prefix(), "")))
                .delimiter(Limits.encoded(input.delimiter(), encoding))
                .startAfter(Limits.encoded(input.startAfter(), encoding))
                .maxKeys(maxKeys)
                .encodingType(input.encodingTypeAsString())
                .continuationToken(input.continuationToken())
                .nextContinuationToken(page.next() == null ? null : Continuation.token(page.next()))
                .isTruncated(page.next() != null)
                .keyCount(page.objects().size() + page.commonPrefixes().size())
                .contents(Shapes.objects(page, encoding, withOwner ? Shapes.owner(buckets.account()) : null))
                .commonPrefixes(Shapes.commonPrefixes(page, encoding))
                .build();
    }
}
