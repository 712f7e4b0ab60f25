package davit.deploy.aws.ecr;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** {@code aws:ecr/lifecyclePolicy:LifecyclePolicy}; its id is the repository's name. */
public final class LifecyclePolicyResource implements AwsResource {
    private static final Schema SCHEMA = Schema.of(
                    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
                    Field.json("policy").required().immutable(),
                    Schema.REGION,
                    Field.text("repository").required().immutable())
            .identifiedBy("repository");

    private final Aws aws;

    /** Lifecycle policies of {@code aws}. */
    public LifecyclePolicyResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        return aws.ecr(inputs)
                .putLifecyclePolicy(request -> request.repositoryName(
                                inputs.text("repository").orElseThrow())
                        .lifecyclePolicyText(inputs.text("policy").orElseThrow()))
                .repositoryName();
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        try {
            var policy = aws.ecr(state.outputs()).getLifecyclePolicy(request -> request.repositoryName(state.id()));
            return Optional.of(new Outputs()
                    .text("policy", policy.lifecyclePolicyText())
                    .text("region", aws.region(state.outputs()))
                    .text("registryId", policy.registryId())
                    .text("repository", policy.repositoryName())
                    .build());
        } catch (LifecyclePolicyNotFoundException | RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        throw new IllegalStateException("every property of a lifecycle policy is immutable");
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        try {
            aws.ecr(state.outputs()).deleteLifecyclePolicy(request -> request.repositoryName(state.id()));
        } catch (LifecyclePolicyNotFoundException | RepositoryNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }
}
