package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Tags;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;

/** The operation of this name. */
public final class GetBucketTagging implements Operation.Plain<GetBucketTaggingRequest, GetBucketTaggingResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketTagging(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketTaggingRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketTagging", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("Tagging");
    }

    @Override
    public GetBucketTaggingResponse call(GetBucketTaggingRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        Tags tags = buckets.tags()
                .find(input.bucket())
                .orElseThrow(() -> S3Error.NO_SUCH_TAG_SET.aboutBucket(input.bucket()));
        return GetBucketTaggingResponse.builder()
                .tagSet(Shapes.tags(tags.values()))
                .build();
    }
}
