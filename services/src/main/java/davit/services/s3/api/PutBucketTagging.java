package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Tags;
import davit.services.s3.model.ObjectTags;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;

/** The operation of this name. */
public final class PutBucketTagging implements Operation.Plain<PutBucketTaggingRequest, PutBucketTaggingResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public PutBucketTagging(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutBucketTaggingRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketTagging", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public PutBucketTaggingResponse call(PutBucketTaggingRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        if (input.tagging() == null) {
            throw S3Error.MALFORMED_XML.now();
        }
        ObjectTags.Collector tags = new ObjectTags.Collector();
        input.tagging().tagSet().forEach(tag -> tags.add(tag.key(), tag.value()));
        buckets.tags().put(input.bucket(), new Tags(tags.ofBucket()));
        return PutBucketTaggingResponse.builder().build();
    }
}
