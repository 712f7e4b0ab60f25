package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;

/** The operation of this name; no bucket has any such configuration. */
public final class GetBucketLifecycleConfiguration
        implements Operation.Plain<GetBucketLifecycleConfigurationRequest, GetBucketLifecycleConfigurationResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketLifecycleConfiguration(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketLifecycleConfigurationRequest input) {
        return List.of(permissions.onBucket("s3:GetLifecycleConfiguration", input.bucket()));
    }

    @Override
    public GetBucketLifecycleConfigurationResponse call(GetBucketLifecycleConfigurationRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        throw S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION.aboutBucket(input.bucket());
    }
}
