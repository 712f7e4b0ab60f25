package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectTags;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/** The operation of this name. */
public final class PutObjectTagging implements Operation.Plain<PutObjectTaggingRequest, PutObjectTaggingResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public PutObjectTagging(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutObjectTaggingRequest input) {
        return List.of(permissions.onObject("s3:PutObjectTagging", input.bucket(), input.key()));
    }

    @Override
    public PutObjectTaggingResponse call(PutObjectTaggingRequest input) {
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        buckets.get(address.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        if (input.tagging() == null) {
            throw S3Error.MALFORMED_XML.now();
        }
        ObjectTags.Collector tags = new ObjectTags.Collector();
        input.tagging().tagSet().forEach(tag -> tags.add(tag.key(), tag.value()));
        if (!objects.tag(address, tags.ofObject(), Causes.of("ObjectTagging:Put"))) {
            throw permissions.noSuchKey(address.bucket(), address.key());
        }
        return PutObjectTaggingResponse.builder().build();
    }
}
