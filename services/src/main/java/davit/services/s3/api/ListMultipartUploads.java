package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.StoredUpload;
import davit.services.s3.store.Uploads;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The operation of this name. */
public final class ListMultipartUploads
        implements Operation.Plain<ListMultipartUploadsRequest, ListMultipartUploadsResponse> {
    private final Buckets buckets;
    private final Uploads uploads;
    private final Permissions permissions;

    /** Works on these. */
    public ListMultipartUploads(Buckets buckets, Uploads uploads, Permissions permissions) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(ListMultipartUploadsRequest input) {
        return List.of(permissions.onBucket("s3:ListBucketMultipartUploads", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("ListMultipartUploadsResult");
    }

    @Override
    public ListMultipartUploadsResponse call(ListMultipartUploadsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        UnaryOperator<String> encoding = Shapes.encoding(input.encodingTypeAsString());
        UploadListing.Page page = UploadListing.of(
                uploads.list(input.bucket(), Objects.requireNonNullElse(input.prefix(), "")),
                input,
                Limits.page(input.maxUploads(), "max-uploads"));
        return ListMultipartUploadsResponse.builder()
                .bucket(input.bucket())
                .prefix(encoding.apply(Objects.requireNonNullElse(input.prefix(), "")))
                .delimiter(Limits.encoded(input.delimiter(), encoding))
                .keyMarker(encoding.apply(Objects.requireNonNullElse(input.keyMarker(), "")))
                .uploadIdMarker(Objects.requireNonNullElse(input.uploadIdMarker(), ""))
                .nextKeyMarker(Limits.encoded(page.nextKey(), encoding))
                .nextUploadIdMarker(page.nextUploadId())
                .maxUploads(Limits.page(input.maxUploads(), "max-uploads"))
                .encodingType(input.encodingTypeAsString())
                .isTruncated(page.nextKey() != null)
                .uploads(page.uploads().stream()
                        .map(upload -> shape(upload, encoding))
                        .toList())
                .commonPrefixes(page.commonPrefixes().stream()
                        .map(prefix -> CommonPrefix.builder()
                                .prefix(encoding.apply(prefix))
                                .build())
                        .toList())
                .build();
    }

    private MultipartUpload shape(StoredUpload upload, UnaryOperator<String> encoding) {
        StoredUpload.Checksum checksum = upload.checksum();
        return MultipartUpload.builder()
                .uploadId(upload.id())
                .key(encoding.apply(upload.address().key()))
                .initiated(upload.initiatedAt())
                .storageClass(upload.attributes().storageClass())
                .owner(Shapes.owner(buckets.account()))
                .initiator(initiator ->
                        initiator.id(Shapes.owner(buckets.account()).id()))
                .checksumAlgorithm(checksum.isAsked() ? checksum.algorithm().name() : null)
                .checksumType(checksum.isAsked() ? checksum.type().name() : null)
                .build();
    }
}
