package davit.deploy.aws.iam;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** {@code aws:iam/rolePolicy:RolePolicy}; its id is {@code ROLE:NAME}. */
public final class RolePolicyResource implements AwsResource {
    private static final int LONGEST_NAME = 128;

    private static final Schema SCHEMA = Schema.of(
                    "aws:iam/rolePolicy:RolePolicy",
                    Field.text("name").immutable(),
                    Field.text("namePrefix").immutable().local(),
                    Field.json("policy").required(),
                    Field.text("role").required().immutable())
            .named("name", "namePrefix", LONGEST_NAME)
            .identifiedBy("role", "name");

    private final Aws aws;

    /** Inline policies of {@code aws}. */
    public RolePolicyResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        String role = inputs.text("role").orElseThrow();
        String name = inputs.text("name").orElseThrow();
        put(role, name, inputs);
        return role + ":" + name;
    }

    @Override
    public Optional<Properties> read(ResourceState state) throws ProviderException {
        Key key = Key.of(state.id());
        try {
            var policy = aws.iam()
                    .getRolePolicy(request -> request.roleName(key.role()).policyName(key.name()));
            return Optional.of(new Outputs()
                    .text("role", policy.roleName())
                    .text("name", policy.policyName())
                    .text("policy", PolicyText.decoded(policy.policyDocument()))
                    .build());
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) throws ProviderException {
        Key key = Key.of(old.id());
        put(key.role(), key.name(), inputs);
    }

    @Override
    public void delete(OperationContext context, ResourceState state) throws ProviderException {
        Key key = Key.of(state.id());
        try {
            aws.iam().deleteRolePolicy(request -> request.roleName(key.role()).policyName(key.name()));
        } catch (NoSuchEntityException e) {
            context.progress().line("was deleted already");
        }
    }

    private void put(String role, String name, Properties inputs) {
        aws.iam()
                .putRolePolicy(request -> request.roleName(role)
                        .policyName(name)
                        .policyDocument(inputs.text("policy").orElseThrow()));
    }

    private record Key(String role, String name) {
        static Key of(String id) throws ProviderException {
            int colon = id.indexOf(':');
            if (colon < 0) {
                throw new ProviderException("'" + id + "' is no id of a role policy (ROLE:NAME)");
            }
            return new Key(id.substring(0, colon), id.substring(colon + 1));
        }
    }
}
