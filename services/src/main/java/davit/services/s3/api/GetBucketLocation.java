package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.Locations;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.StoredBucket;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;

/** The operation of this name. */
public final class GetBucketLocation implements Operation.Plain<GetBucketLocationRequest, GetBucketLocationResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketLocation(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketLocationRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketLocation", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("LocationConstraint");
    }

    @Override
    public GetBucketLocationResponse call(GetBucketLocationRequest input) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketLocationResponse.builder()
                .locationConstraint(bucket.region().equals(Locations.UNNAMED) ? null : bucket.region())
                .build();
    }
}
