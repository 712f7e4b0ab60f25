package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.PublicAccess;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/** The operation of this name. */
public final class PutPublicAccessBlock
        implements Operation.Plain<PutPublicAccessBlockRequest, PutPublicAccessBlockResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public PutPublicAccessBlock(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutPublicAccessBlockRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketPublicAccessBlock", input.bucket()));
    }

    @Override
    public PutPublicAccessBlockResponse call(PutPublicAccessBlockRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        PublicAccessBlockConfiguration configuration = input.publicAccessBlockConfiguration();
        if (configuration == null) {
            throw S3Error.MALFORMED_XML.now();
        }
        PublicAccess access = new PublicAccess(
                Boolean.TRUE.equals(configuration.blockPublicAcls()),
                Boolean.TRUE.equals(configuration.ignorePublicAcls()),
                Boolean.TRUE.equals(configuration.blockPublicPolicy()),
                Boolean.TRUE.equals(configuration.restrictPublicBuckets()));
        buckets.publicAccess().put(input.bucket(), access);
        return PutPublicAccessBlockResponse.builder().build();
    }
}
