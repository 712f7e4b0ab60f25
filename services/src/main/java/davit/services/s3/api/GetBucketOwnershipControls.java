package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Ownership;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** The operation of this name. */
public final class GetBucketOwnershipControls
        implements Operation.Plain<GetBucketOwnershipControlsRequest, GetBucketOwnershipControlsResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketOwnershipControls(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketOwnershipControlsRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketOwnershipControls", input.bucket()));
    }

    @Override
    public GetBucketOwnershipControlsResponse call(GetBucketOwnershipControlsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        Ownership ownership = buckets.ownership()
                .find(input.bucket())
                .orElseThrow(() -> S3Error.OWNERSHIP_CONTROLS_NOT_FOUND.aboutBucket(input.bucket()));
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ownership.objectOwnership())
                        .build()))
                .build();
    }
}
