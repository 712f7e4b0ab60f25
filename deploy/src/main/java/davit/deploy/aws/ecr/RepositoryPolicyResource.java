package davit.deploy.aws.ecr;

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
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;

/** {@code aws:ecr/repositoryPolicy:RepositoryPolicy}; its id is the repository's name. */
public final class RepositoryPolicyResource implements AwsResource {
    private static final Schema SCHEMA = Schema.of(
                    "aws:ecr/repositoryPolicy:RepositoryPolicy",
                    Field.json("policy").required(),
                    Schema.REGION,
                    Field.text("repository").required().immutable())
            .identifiedBy("repository");

    private final Aws aws;

    /** Repository policies of {@code aws}. */
    public RepositoryPolicyResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException {
        String repository = inputs.text("repository").orElseThrow();
        put(repository, inputs);
        return repository;
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        try {
            var policy = aws.ecr(state.outputs()).getRepositoryPolicy(request -> request.repositoryName(state.id()));
            return Optional.of(new Outputs()
                    .text("policy", policy.policyText())
                    .text("region", aws.region(state.outputs()))
                    .text("registryId", policy.registryId())
                    .text("repository", policy.repositoryName())
                    .build());
        } catch (RepositoryPolicyNotFoundException | RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException {
        put(old.id(), inputs);
    }

    private void put(String repository, Properties inputs) throws ProviderException, InterruptedException {
        // A principal that was just made may not be known to ECR yet.
        new Waiting(aws.time(), aws.propagation())
                .retrying(
                        error -> AwsErrors.says(error, "Principal not found"),
                        () -> aws.ecr(inputs)
                                .setRepositoryPolicy(request -> request.repositoryName(repository)
                                        .policyText(inputs.text("policy").orElseThrow())));
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        try {
            aws.ecr(state.outputs()).deleteRepositoryPolicy(request -> request.repositoryName(state.id()));
        } catch (RepositoryPolicyNotFoundException | RepositoryNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }
}
