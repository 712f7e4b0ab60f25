package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;

/** The operation of this name; no bucket has any such configuration. */
public final class GetBucketWebsite implements Operation.Plain<GetBucketWebsiteRequest, GetBucketWebsiteResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketWebsite(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketWebsiteRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketWebsite", input.bucket()));
    }

    @Override
    public GetBucketWebsiteResponse call(GetBucketWebsiteRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        throw S3Error.NO_SUCH_WEBSITE_CONFIGURATION.aboutBucket(input.bucket());
    }
}
