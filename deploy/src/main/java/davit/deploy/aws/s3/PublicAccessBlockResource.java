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
import davit.deploy.value.PropertyValue;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock}; its id is the bucket's name. */
public final class PublicAccessBlockResource implements AwsResource {
    private static final String BLOCK_ACLS = "blockPublicAcls";
    private static final String BLOCK_POLICY = "blockPublicPolicy";
    private static final String IGNORE_ACLS = "ignorePublicAcls";
    private static final String RESTRICT = "restrictPublicBuckets";
    private static final String SKIP = "skipDestroy";

    private static final Schema SCHEMA = Schema.of(
                    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                    Field.bool(BLOCK_ACLS).byDefault(PropertyValue.of(false)),
                    Field.bool(BLOCK_POLICY).byDefault(PropertyValue.of(false)),
                    Field.text("bucket").required().immutable(),
                    Field.bool(IGNORE_ACLS).byDefault(PropertyValue.of(false)),
                    Schema.REGION,
                    Field.bool(RESTRICT).byDefault(PropertyValue.of(false)),
                    Field.bool(SKIP).local())
            .identifiedBy("bucket");

    private final Aws aws;

    /** Public access blocks of {@code aws}. */
    public PublicAccessBlockResource(Aws aws) {
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
        PublicAccessBlockConfiguration configuration = PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(inputs.bool(BLOCK_ACLS).orElse(false))
                .blockPublicPolicy(inputs.bool(BLOCK_POLICY).orElse(false))
                .ignorePublicAcls(inputs.bool(IGNORE_ACLS).orElse(false))
                .restrictPublicBuckets(inputs.bool(RESTRICT).orElse(false))
                .build();
        aws.s3(inputs)
                .putPublicAccessBlock(request -> request.bucket(bucket).publicAccessBlockConfiguration(configuration));
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        try {
            PublicAccessBlockConfiguration block = aws.s3(state.outputs())
                    .getPublicAccessBlock(request -> request.bucket(state.id()))
                    .publicAccessBlockConfiguration();
            return Optional.of(new Outputs()
                    .bool(BLOCK_ACLS, block.blockPublicAcls())
                    .bool(BLOCK_POLICY, block.blockPublicPolicy())
                    .text("bucket", state.id())
                    .bool(IGNORE_ACLS, block.ignorePublicAcls())
                    .text("region", aws.region(state.outputs()))
                    .bool(RESTRICT, block.restrictPublicBuckets())
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
        if (state.inputs().bool(SKIP).orElse(false)) {
            context.progress().line("stays: skipDestroy is set");
            return;
        }
        try {
            aws.s3(state.outputs()).deletePublicAccessBlock(request -> request.bucket(state.id()));
        } catch (S3Exception e) {
            if (!AwsErrors.isNotFound(e)) {
                throw e;
            }
        }
    }
}
