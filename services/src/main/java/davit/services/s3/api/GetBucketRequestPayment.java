package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.Payer;

/** The operation of this name. */
public final class GetBucketRequestPayment
        implements Operation.Plain<GetBucketRequestPaymentRequest, GetBucketRequestPaymentResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketRequestPayment(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketRequestPaymentRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketRequestPayment", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("RequestPaymentConfiguration");
    }

    @Override
    public GetBucketRequestPaymentResponse call(GetBucketRequestPaymentRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketRequestPaymentResponse.builder()
                .payer(Payer.BUCKET_OWNER)
                .build();
    }
}
