package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Encryption;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The operation of this name. */
public final class GetBucketEncryption
        implements Operation.Plain<GetBucketEncryptionRequest, GetBucketEncryptionResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketEncryption(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketEncryptionRequest input) {
        return List.of(permissions.onBucket("s3:GetEncryptionConfiguration", input.bucket()));
    }

    @Override
    public GetBucketEncryptionResponse call(GetBucketEncryptionRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        Encryption encryption = buckets.encryption().find(input.bucket()).orElse(Encryption.USUAL);
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(usual -> usual.sseAlgorithm(encryption.algorithm()))
                .bucketKeyEnabled(encryption.bucketKeyEnabled())
                .build();
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(rule))
                .build();
    }
}
