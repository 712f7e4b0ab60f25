package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;

/** The operation of this name; no bucket has any such configuration. */
public final class GetBucketCors implements Operation.Plain<GetBucketCorsRequest, GetBucketCorsResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketCors(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketCorsRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketCORS", input.bucket()));
    }

    @Override
    public GetBucketCorsResponse call(GetBucketCorsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        throw S3Error.NO_SUCH_CORS_CONFIGURATION.aboutBucket(input.bucket());
    }
}
