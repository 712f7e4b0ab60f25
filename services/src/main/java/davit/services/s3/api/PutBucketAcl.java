package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Ownership;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;

/** The operation of this name. */
public final class PutBucketAcl implements Operation.Plain<PutBucketAclRequest, PutBucketAclResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public PutBucketAcl(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutBucketAclRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketAcl", input.bucket()));
    }

    @Override
    public PutBucketAclResponse call(PutBucketAclRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        if (input.accessControlPolicy() != null) {
            throw buckets.ownership()
                            .find(input.bucket())
                            .filter(Ownership::isEnforced)
                            .isPresent()
                    ? S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.now()
                    : Refusals.notImplemented("AccessControlPolicy");
        }
        Refusals.checkAcl(input, buckets, input.bucket());
        return PutBucketAclResponse.builder().build();
    }
}
