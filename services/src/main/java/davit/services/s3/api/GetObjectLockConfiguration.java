package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;

/** The operation of this name; no bucket has any such configuration. */
public final class GetObjectLockConfiguration
        implements Operation.Plain<GetObjectLockConfigurationRequest, GetObjectLockConfigurationResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetObjectLockConfiguration(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetObjectLockConfigurationRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketObjectLockConfiguration", input.bucket()));
    }

    @Override
    public GetObjectLockConfigurationResponse call(GetObjectLockConfigurationRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        throw S3Error.OBJECT_LOCK_NOT_FOUND.aboutBucket(input.bucket());
    }
}
