package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;

/** The operation of this name; no bucket has any such configuration. */
public final class GetBucketReplication
        implements Operation.Plain<GetBucketReplicationRequest, GetBucketReplicationResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketReplication(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketReplicationRequest input) {
        return List.of(permissions.onBucket("s3:GetReplicationConfiguration", input.bucket()));
    }

    @Override
    public GetBucketReplicationResponse call(GetBucketReplicationRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        throw S3Error.REPLICATION_NOT_FOUND.aboutBucket(input.bucket());
    }
}
