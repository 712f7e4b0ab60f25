package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;

/** The operation of this name. */
public final class PutBucketOwnershipControls
        implements Operation.Plain<PutBucketOwnershipControlsRequest, PutBucketOwnershipControlsResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public PutBucketOwnershipControls(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutBucketOwnershipControlsRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketOwnershipControls", input.bucket()));
    }

    @Override
    public PutBucketOwnershipControlsResponse call(PutBucketOwnershipControlsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        if (input.ownershipControls() == null
                || input.ownershipControls().rules().size() != 1) {
            throw S3Error.MALFORMED_XML.now();
        }
        String ownership = input.ownershipControls().rules().getFirst().objectOwnershipAsString();
        buckets.ownership().put(input.bucket(), Ownerships.of(ownership));
        return PutBucketOwnershipControlsResponse.builder().build();
    }
}
