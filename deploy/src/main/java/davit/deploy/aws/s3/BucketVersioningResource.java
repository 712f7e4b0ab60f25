package davit.deploy.aws.s3;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** {@code aws:s3/bucketVersioning:BucketVersioning}; its id is the bucket's name. */
public final class BucketVersioningResource implements AwsResource {
    private static final String CONFIGURATION = "versioningConfiguration";
    private static final String STATUS = "status";
    private static final String MFA_DELETE = "mfaDelete";
    private static final String OWNER = "expectedBucketOwner";
    private static final String NEVER = "Disabled";

    private static final Schema SCHEMA = Schema.of(
                    "aws:s3/bucketVersioning:BucketVersioning",
                    Field.text("bucket").required().immutable(),
                    Field.text(OWNER).immutable().local(),
                    Field.text("mfa").local(),
                    Schema.REGION,
                    Field.block(
                                    CONFIGURATION,
                                    Field.text(MFA_DELETE).computed(),
                                    Field.text(STATUS).required())
                            .required())
            .identifiedBy("bucket");

    private final Aws aws;

    /** Versioning of buckets of {@code aws}. */
    public BucketVersioningResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        String bucket = inputs.text("bucket").orElseThrow();
        put(bucket, inputs);
        return bucket;
    }

    private void put(String bucket, Properties inputs) {
        Properties given = inputs.object(CONFIGURATION).orElse(Properties.EMPTY);
        String status = given.text(STATUS).orElseThrow();
        if (status.equals(NEVER)) {
            // A bucket is so from the start, and can never be so again.
            return;
        }
        VersioningConfiguration.Builder configuration =
                VersioningConfiguration.builder().status(status);
        given.text(MFA_DELETE).ifPresent(configuration::mfaDelete);
        PutBucketVersioningRequest.Builder request =
                PutBucketVersioningRequest.builder().bucket(bucket).versioningConfiguration(configuration.build());
        inputs.text("mfa").ifPresent(request::mfa);
        inputs.text(OWNER).ifPresent(request::expectedBucketOwner);
        aws.s3(inputs).putBucketVersioning(request.build());
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        try {
            var versioning = aws.s3(state.outputs()).getBucketVersioning(request -> request.bucket(state.id()));
            String status = versioning.statusAsString() == null ? NEVER : versioning.statusAsString();
            return Optional.of(new Outputs()
                    .text("bucket", state.id())
                    .text("region", aws.region(state.outputs()))
                    .block(
                            CONFIGURATION,
                            new Outputs()
                                    .text(STATUS, status)
                                    .text(MFA_DELETE, versioning.mfaDeleteAsString())
                                    .build())
                    .build());
        } catch (S3Exception e) {
            if (AwsErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        put(old.id(), inputs);
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        String status = state.inputs()
                .object(CONFIGURATION)
                .flatMap(configuration -> configuration.text(STATUS))
                .orElse(NEVER);
        if (status.equals(NEVER)) {
            return;
        }
        try {
            aws.s3(state.outputs())
                    .putBucketVersioning(request -> request.bucket(state.id())
                            .versioningConfiguration(configuration -> configuration.status("Suspended")));
        } catch (S3Exception e) {
            if (!AwsErrors.isNotFound(e)) {
                throw e;
            }
        }
    }
}
