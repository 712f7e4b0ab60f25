package davit.deploy.aws.iam;

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
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** {@code aws:iam/rolePolicyAttachment:RolePolicyAttachment}; its id is {@code ROLE/POLICY_ARN}. */
public final class RolePolicyAttachmentResource implements AwsResource {
    private static final Schema SCHEMA = Schema.of(
                    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                    Field.text("policyArn").required().immutable(),
                    Field.text("role").required().immutable())
            .identifiedBy("role", "policyArn");

    private final Aws aws;

    /** Attachments of {@code aws}. */
    public RolePolicyAttachmentResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException {
        String role = inputs.text("role").orElseThrow();
        String policy = inputs.text("policyArn").orElseThrow();
        // AWS refuses while another change of the role is on its way.
        new Waiting(aws.time(), aws.propagation())
                .retrying(
                        error -> AwsErrors.hasCode(error, "ConcurrentModification"),
                        () -> aws.iam()
                                .attachRolePolicy(
                                        request -> request.roleName(role).policyArn(policy)));
        return role + "/" + policy;
    }

    @Override
    public Optional<Properties> read(ResourceState state) throws ProviderException {
        Key key = Key.of(state.id());
        try {
            return aws
                            .iam()
                            .listAttachedRolePoliciesPaginator(request -> request.roleName(key.role()))
                            .attachedPolicies()
                            .stream()
                            .anyMatch(policy -> policy.policyArn().equals(key.policy()))
                    ? Optional.of(new Outputs()
                            .text("role", key.role())
                            .text("policyArn", key.policy())
                            .build())
                    : Optional.empty();
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        throw new IllegalStateException("every property of an attachment is immutable");
    }

    @Override
    public void delete(OperationContext context, ResourceState state) throws ProviderException {
        Key key = Key.of(state.id());
        try {
            aws.iam().detachRolePolicy(request -> request.roleName(key.role()).policyArn(key.policy()));
        } catch (NoSuchEntityException e) {
            context.progress().line("was detached already");
        }
    }

    private record Key(String role, String policy) {
        static Key of(String id) throws ProviderException {
            int slash = id.indexOf('/');
            if (slash < 0) {
                throw new ProviderException("'" + id + "' is no id of an attachment (ROLE/POLICY_ARN)");
            }
            return new Key(id.substring(0, slash), id.substring(slash + 1));
        }
    }
}
