package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Encryption;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The operation of this name. */
public final class PutBucketEncryption
        implements Operation.Plain<PutBucketEncryptionRequest, PutBucketEncryptionResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public PutBucketEncryption(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutBucketEncryptionRequest input) {
        return List.of(permissions.onBucket("s3:PutEncryptionConfiguration", input.bucket()));
    }

    @Override
    public PutBucketEncryptionResponse call(PutBucketEncryptionRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        ServerSideEncryptionConfiguration configuration = input.serverSideEncryptionConfiguration();
        if (configuration == null || configuration.rules().size() != 1) {
            throw S3Error.MALFORMED_XML.now();
        }
        ServerSideEncryptionRule rule = configuration.rules().getFirst();
        if (rule.applyServerSideEncryptionByDefault() != null) {
            Refusals.checkEncryption(rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString());
        }
        buckets.encryption()
                .put(
                        input.bucket(),
                        new Encryption(Encryption.USUAL.algorithm(), Boolean.TRUE.equals(rule.bucketKeyEnabled())));
        return PutBucketEncryptionResponse.builder().build();
    }
}
