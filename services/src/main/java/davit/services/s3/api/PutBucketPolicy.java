package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketName;
import davit.services.s3.model.BucketPolicy;
import davit.services.s3.model.BucketSettings.Policy;
import davit.services.s3.model.BucketSettings.PublicAccess;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** The operation of this name. */
public final class PutBucketPolicy implements Operation.Plain<PutBucketPolicyRequest, PutBucketPolicyResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public PutBucketPolicy(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutBucketPolicyRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketPolicy", input.bucket()));
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public PutBucketPolicyResponse call(PutBucketPolicyRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        String document = BucketPolicy.check(input.policy(), input.bucket());
        permissions.flaw(document, input.bucket()).ifPresent(flaw -> {
            throw S3Error.MALFORMED_POLICY.with(flaw);
        });
        boolean blocksPublic = buckets.publicAccess()
                .find(input.bucket())
                .filter(PublicAccess::blockPolicy)
                .isPresent();
        if (blocksPublic && BucketPolicy.isPublic(document)) {
            throw S3Error.ACCESS_DENIED.with("User is not authorized to perform: s3:PutBucketPolicy on resource: \""
                    + BucketName.arn(input.bucket())
                    + "\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
                    + " Access.");
        }
        buckets.policies().put(input.bucket(), new Policy(document));
        return PutBucketPolicyResponse.builder().build();
    }
}
