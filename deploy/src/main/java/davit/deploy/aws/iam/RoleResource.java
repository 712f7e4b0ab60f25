package davit.deploy.aws.iam;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.TagChange;
import davit.deploy.aws.resource.Waiting;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** {@code aws:iam/role:Role}. */
public final class RoleResource implements AwsResource {
    private static final String PATH = "path";
    private static final String DESCRIPTION = "description";
    private static final String TRUST = "assumeRolePolicy";
    private static final String SESSION = "maxSessionDuration";
    private static final String BOUNDARY = "permissionsBoundary";
    private static final String INLINE = "inlinePolicies";
    private static final String MANAGED = "managedPolicyArns";
    private static final String FORCE = "forceDetachPolicies";
    private static final int LONGEST_NAME = 64;
    private static final double ONE_HOUR_SECONDS = 3600;

    private static final Schema SCHEMA = Schema.of(
                    "aws:iam/role:Role",
                    Field.json(TRUST).required(),
                    Field.text(DESCRIPTION),
                    Field.bool(FORCE).local().byDefault(PropertyValue.of(false)),
                    Field.blocks(INLINE, Field.text("name"), Field.json("policy"))
                            .computed(),
                    Field.textSet(MANAGED).computed(),
                    Field.number(SESSION).byDefault(PropertyValue.of(ONE_HOUR_SECONDS)),
                    Field.text("name").immutable(),
                    Field.text("namePrefix").immutable().local(),
                    Field.text(PATH).immutable().byDefault(PropertyValue.of("/")),
                    Field.text(BOUNDARY),
                    Schema.TAGS)
            .named("name", "namePrefix", LONGEST_NAME);

    private final Aws aws;

    /** Roles of {@code aws}. */
    public RoleResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Optional<String> idInput() {
        return Optional.of("name");
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException {
        CreateRoleRequest.Builder request = CreateRoleRequest.builder()
                .roleName(inputs.text("name").orElseThrow())
                .assumeRolePolicyDocument(inputs.text(TRUST).orElseThrow())
                .path(inputs.text(PATH).orElse("/"))
                .tags(IamTags.of(aws.tags().all(inputs)));
        inputs.text(DESCRIPTION).ifPresent(request::description);
        inputs.integer(SESSION).ifPresent(request::maxSessionDuration);
        inputs.text(BOUNDARY).ifPresent(request::permissionsBoundary);
        // A principal that was just made may not be known to IAM yet.
        return new Waiting(aws.time(), aws.propagation())
                .retrying(
                        error -> AwsErrors.says(error, "Invalid principal in policy"),
                        () -> aws.iam().createRole(request.build()))
                .role()
                .roleName();
    }

    @Override
    public void complete(OperationContext context, String id, Properties inputs) {
        RolePolicies policies = new RolePolicies(aws.iam(), id);
        policies.changeInline(List.of(), inputs.objects(INLINE));
        policies.changeManaged(List.of(), inputs.texts(MANAGED));
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        try {
            Role role =
                    aws.iam().getRole(request -> request.roleName(state.id())).role();
            RolePolicies policies = new RolePolicies(aws.iam(), state.id());
            return Optional.of(new Outputs()
                    .text("name", role.roleName())
                    .text("arn", role.arn())
                    .text(TRUST, PolicyText.decoded(role.assumeRolePolicyDocument()))
                    .text("createDate", role.createDate().toString())
                    .text(DESCRIPTION, role.description())
                    .number(SESSION, role.maxSessionDuration())
                    .text(PATH, role.path())
                    .text("uniqueId", role.roleId())
                    .text(
                            BOUNDARY,
                            role.permissionsBoundary() == null
                                    ? null
                                    : role.permissionsBoundary().permissionsBoundaryArn())
                    .value(
                            INLINE,
                            PropertyValue.of(policies.inline().stream()
                                    .map(PropertyValue::of)
                                    .toList()))
                    .texts(MANAGED, policies.managed())
                    .all(aws.tags().outputs(IamTags.toMap(role.tags()), state.inputs()))
                    .build());
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException {
        var changed = SCHEMA.diff(old.inputs(), inputs).changed();
        IamClient iam = aws.iam();
        String name = old.id();
        if (changed.contains(TRUST)) {
            new Waiting(aws.time(), aws.propagation())
                    .retrying(
                            error -> AwsErrors.says(error, "Invalid principal in policy"),
                            () -> iam.updateAssumeRolePolicy(request -> request.roleName(name)
                                    .policyDocument(inputs.text(TRUST).orElseThrow())));
        }
        if (changed.contains(DESCRIPTION) || changed.contains(SESSION)) {
            iam.updateRole(request -> request.roleName(name)
                    .description(inputs.text(DESCRIPTION).orElse(""))
                    .maxSessionDuration(inputs.integer(SESSION).orElse((int) ONE_HOUR_SECONDS)));
        }
        if (changed.contains(BOUNDARY)) {
            changeBoundary(name, inputs);
        }
        RolePolicies policies = new RolePolicies(iam, name);
        if (changed.contains(INLINE)) {
            policies.changeInline(old.inputs().objects(INLINE), inputs.objects(INLINE));
        }
        if (changed.contains(MANAGED)) {
            policies.changeManaged(old.inputs().texts(MANAGED), inputs.texts(MANAGED));
        }
        changeTags(
                name,
                TagChange.between(old.outputs().textMap("tagsAll"), aws.tags().all(inputs)));
    }

    private void changeBoundary(String name, Properties inputs) {
        Optional<String> boundary = inputs.text(BOUNDARY);
        if (boundary.isPresent()) {
            aws.iam()
                    .putRolePermissionsBoundary(
                            request -> request.roleName(name).permissionsBoundary(boundary.get()));
        } else {
            aws.iam().deleteRolePermissionsBoundary(request -> request.roleName(name));
        }
    }

    private void changeTags(String name, TagChange change) {
        if (!change.removed().isEmpty()) {
            aws.iam().untagRole(request -> request.roleName(name).tagKeys(change.removed()));
        }
        if (!change.set().isEmpty()) {
            aws.iam().tagRole(request -> request.roleName(name).tags(IamTags.of(change.set())));
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        IamClient iam = aws.iam();
        Properties inputs = state.inputs();
        boolean isForced = inputs.bool(FORCE).orElse(false);
        RolePolicies policies = new RolePolicies(iam, state.id());
        try {
            iam.listInstanceProfilesForRole(request -> request.roleName(state.id()))
                    .instanceProfiles()
                    .forEach(profile -> iam.removeRoleFromInstanceProfile(
                            request -> request.instanceProfileName(profile.instanceProfileName())
                                    .roleName(state.id())));
            if (isForced || !inputs.texts(MANAGED).isEmpty()) {
                policies.changeManaged(policies.managed(), List.of());
            }
            if (isForced || !inputs.objects(INLINE).isEmpty()) {
                policies.changeInline(policies.inline(), List.of());
            }
            iam.deleteRole(request -> request.roleName(state.id()));
        } catch (NoSuchEntityException e) {
            // Somebody deleted it already.
            context.progress().line("was deleted already");
        }
    }

    /** The policies of a role by name. */
    private record RolePolicies(IamClient iam, String role) {
        List<Properties> inline() {
            return iam.listRolePoliciesPaginator(request -> request.roleName(role)).policyNames().stream()
                    .map(name -> Properties.of("name", PropertyValue.of(name)).with("policy", document(name)))
                    .toList();
        }

        private String document(String name) {
            return PolicyText.decoded(
                    iam.getRolePolicy(request -> request.roleName(role).policyName(name))
                            .policyDocument());
        }

        List<String> managed() {
            return iam.listAttachedRolePoliciesPaginator(request -> request.roleName(role)).attachedPolicies().stream()
                    .map(policy -> policy.policyArn())
                    .sorted()
                    .toList();
        }

        void changeInline(List<Properties> old, List<Properties> wanted) {
            Map<String, String> before = byName(old);
            Map<String, String> after = byName(wanted);
            before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .forEach(name -> iam.deleteRolePolicy(
                            request -> request.roleName(role).policyName(name)));
            after.forEach((name, policy) -> {
                if (!policy.equals(before.get(name))) {
                    iam.putRolePolicy(
                            request -> request.roleName(role).policyName(name).policyDocument(policy));
                }
            });
        }

        private static Map<String, String> byName(List<Properties> policies) {
            Map<String, String> byName = new java.util.LinkedHashMap<>();
            for (Properties policy : policies) {
                policy.text("name")
                        .ifPresent(
                                name -> byName.put(name, policy.text("policy").orElse("")));
            }
            return byName;
        }

        void changeManaged(List<String> old, List<String> wanted) {
            old.stream()
                    .filter(arn -> !wanted.contains(arn))
                    .forEach(arn -> iam.detachRolePolicy(
                            request -> request.roleName(role).policyArn(arn)));
            wanted.stream()
                    .filter(arn -> !old.contains(arn))
                    .forEach(arn -> iam.attachRolePolicy(
                            request -> request.roleName(role).policyArn(arn)));
        }
    }
}
