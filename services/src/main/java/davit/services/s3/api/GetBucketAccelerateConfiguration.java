package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;

/** The operation of this name; nothing is accelerated. */
public final class GetBucketAccelerateConfiguration
        implements Operation.Plain<GetBucketAccelerateConfigurationRequest, GetBucketAccelerateConfigurationResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketAccelerateConfiguration(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketAccelerateConfigurationRequest input) {
        return List.of(permissions.onBucket("s3:GetAccelerateConfiguration", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("AccelerateConfiguration");
    }

    @Override
    public GetBucketAccelerateConfigurationResponse call(GetBucketAccelerateConfigurationRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketAccelerateConfigurationResponse.builder().build();
    }
}
