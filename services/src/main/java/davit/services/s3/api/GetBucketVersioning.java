package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Versioning;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;

/** The operation of this name. */
public final class GetBucketVersioning
        implements Operation.Plain<GetBucketVersioningRequest, GetBucketVersioningResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketVersioning(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketVersioningRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketVersioning", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("VersioningConfiguration");
    }

    @Override
    public GetBucketVersioningResponse call(GetBucketVersioningRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketVersioningResponse.builder()
                .status(buckets.versioning()
                        .find(input.bucket())
                        .map(Versioning::status)
                        .orElse(null))
                .build();
    }
}
