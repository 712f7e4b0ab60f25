package davit.deploy.aws.iam;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.TagChange;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** {@code aws:iam/policy:Policy}; its id is the ARN. A changed document becomes a new default version. */
public final class PolicyResource implements AwsResource {
    private static final int LONGEST_NAME = 128;
    /** AWS keeps no more versions of a policy. */
    private static final int MOST_VERSIONS = 5;

    private static final String DELAY = "delayAfterPolicyCreationInMs";

    private static final Schema SCHEMA = Schema.of(
                    "aws:iam/policy:Policy",
                    Field.number(DELAY).local(),
                    Field.text("description").immutable(),
                    Field.text("name").immutable(),
                    Field.text("namePrefix").immutable().local(),
                    Field.text("path").immutable().byDefault(PropertyValue.of("/")),
                    Field.json("policy").required(),
                    Schema.TAGS)
            .named("name", "namePrefix", LONGEST_NAME);

    private final Aws aws;

    /** Policies of {@code aws}. */
    public PolicyResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        CreatePolicyRequest.Builder request = CreatePolicyRequest.builder()
                .policyName(inputs.text("name").orElseThrow())
                .path(inputs.text("path").orElse("/"))
                .policyDocument(inputs.text("policy").orElseThrow())
                .tags(IamTags.of(aws.tags().all(inputs)));
        inputs.text("description").ifPresent(request::description);
        return aws.iam().createPolicy(request.build()).policy().arn();
    }

    @Override
    public void complete(OperationContext context, String id, Properties inputs) throws InterruptedException {
        aws.time().pause(Duration.ofMillis(inputs.integer(DELAY).orElse(0)));
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        IamClient iam = aws.iam();
        try {
            Policy policy =
                    iam.getPolicy(request -> request.policyArn(state.id())).policy();
            PolicyVersion version = iam.getPolicyVersion(
                            request -> request.policyArn(state.id()).versionId(policy.defaultVersionId()))
                    .policyVersion();
            return Optional.of(new Outputs()
                    .text("arn", policy.arn())
                    .number("attachmentCount", policy.attachmentCount())
                    .text("description", policy.description())
                    .text("name", policy.policyName())
                    .text("path", policy.path())
                    .text("policy", PolicyText.decoded(version.document()))
                    .text("policyId", policy.policyId())
                    .all(aws.tags().outputs(IamTags.toMap(policy.tags()), state.inputs()))
                    .build());
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        IamClient iam = aws.iam();
        if (SCHEMA.diff(old.inputs(), inputs).changed().contains("policy")) {
            List<PolicyVersion> versions = versions(old.id());
            if (versions.size() >= MOST_VERSIONS) {
                versions.stream()
                        .filter(version -> !version.isDefaultVersion())
                        .min(Comparator.comparing(PolicyVersion::createDate))
                        .ifPresent(oldest -> deleteVersion(old.id(), oldest));
            }
            iam.createPolicyVersion(request -> request.policyArn(old.id())
                    .policyDocument(inputs.text("policy").orElseThrow())
                    .setAsDefault(true));
        }
        TagChange change =
                TagChange.between(old.outputs().textMap("tagsAll"), aws.tags().all(inputs));
        if (!change.removed().isEmpty()) {
            iam.untagPolicy(request -> request.policyArn(old.id()).tagKeys(change.removed()));
        }
        if (!change.set().isEmpty()) {
            iam.tagPolicy(request -> request.policyArn(old.id()).tags(IamTags.of(change.set())));
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        try {
            versions(state.id()).stream()
                    .filter(version -> !version.isDefaultVersion())
                    .forEach(version -> deleteVersion(state.id(), version));
            aws.iam().deletePolicy(request -> request.policyArn(state.id()));
        } catch (NoSuchEntityException e) {
            context.progress().line("was deleted already");
        }
    }

    private List<PolicyVersion> versions(String arn) {
        return aws.iam().listPolicyVersionsPaginator(request -> request.policyArn(arn)).versions().stream()
                .toList();
    }

    private void deleteVersion(String arn, PolicyVersion version) {
        aws.iam().deletePolicyVersion(request -> request.policyArn(arn).versionId(version.versionId()));
    }
}
