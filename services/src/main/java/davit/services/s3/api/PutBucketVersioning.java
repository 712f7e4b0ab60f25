package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Versioning;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** The operation of this name. */
public final class PutBucketVersioning
        implements Operation.Plain<PutBucketVersioningRequest, PutBucketVersioningResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public PutBucketVersioning(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(PutBucketVersioningRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketVersioning", input.bucket()));
    }

    @Override
    public PutBucketVersioningResponse call(PutBucketVersioningRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        VersioningConfiguration configuration = input.versioningConfiguration();
        if (configuration == null || configuration.statusAsString() == null) {
            throw S3Error.MALFORMED_XML.now();
        }
        if (configuration.status() != BucketVersioningStatus.SUSPENDED
                || configuration.mfaDelete() == MFADelete.ENABLED) {
            throw S3Error.NOT_IMPLEMENTED.with("Versioning cannot be enabled: one version of each object is kept");
        }
        buckets.versioning().put(input.bucket(), new Versioning(configuration.statusAsString()));
        return PutBucketVersioningResponse.builder().build();
    }
}
