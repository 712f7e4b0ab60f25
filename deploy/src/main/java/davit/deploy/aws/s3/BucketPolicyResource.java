package davit.deploy.aws.s3;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.Waiting;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code aws:s3/bucketPolicy:BucketPolicy}; its id is the bucket's name. */
public final class BucketPolicyResource implements AwsResource {
    private static final Schema SCHEMA = Schema.of(
                    "aws:s3/bucketPolicy:BucketPolicy",
                    Field.text("bucket").required().immutable(),
                    Field.json("policy").required(),
                    Schema.REGION)
            .identifiedBy("bucket");

    private final Aws aws;

    /** Bucket policies of {@code aws}. */
    public BucketPolicyResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException {
        String bucket = inputs.text("bucket").orElseThrow();
        put(bucket, inputs);
        return bucket;
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        return policy(aws.s3(state.outputs()), state.id())
                .map(policy -> new Outputs()
                        .text("bucket", state.id())
                        .text("policy", policy)
                        .text("region", aws.region(state.outputs()))
                        .build());
    }

    /** The policy of a bucket; empty if there is none, or no bucket. */
    static Optional<String> policy(S3Client s3, String bucket) {
        try {
            return Optional.ofNullable(
                    s3.getBucketPolicy(request -> request.bucket(bucket)).policy());
        } catch (S3Exception e) {
            if (AwsErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException {
        put(old.id(), inputs);
    }

    private void put(String bucket, Properties inputs) throws ProviderException, InterruptedException {
        // A principal that was just made may not be known to S3 yet.
        new Waiting(aws.time(), aws.propagation())
                .retrying(
                        error -> AwsErrors.hasCode(error, "MalformedPolicy")
                                && AwsErrors.says(error, "Invalid principal in policy"),
                        () -> aws.s3(inputs)
                                .putBucketPolicy(request -> request.bucket(bucket)
                                        .policy(inputs.text("policy").orElseThrow())));
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        try {
            aws.s3(state.outputs()).deleteBucketPolicy(request -> request.bucket(state.id()));
        } catch (S3Exception e) {
            if (!AwsErrors.isNotFound(e)) {
                throw e;
            }
        }
    }
}
