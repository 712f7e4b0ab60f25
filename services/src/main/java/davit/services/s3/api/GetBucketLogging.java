package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;

/** The operation of this name; nothing is logged. */
public final class GetBucketLogging implements Operation.Plain<GetBucketLoggingRequest, GetBucketLoggingResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketLogging(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketLoggingRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketLogging", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("BucketLoggingStatus");
    }

    @Override
    public GetBucketLoggingResponse call(GetBucketLoggingRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketLoggingResponse.builder().build();
    }
}
