package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.base.time.Time;
import davit.services.iam.model.Ids;
import davit.services.iam.model.Names;
import davit.services.iam.model.PolicyParser;
import davit.services.iam.store.Policies;
import davit.services.iam.store.StoredPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;

/** The operation of this name. */
public final class CreatePolicy implements Operation.Plain<CreatePolicyRequest, CreatePolicyResponse> {
    private final Policies policies;
    private final Ids ids;
    private final Time time;

    /** Works on these. */
    public CreatePolicy(Policies policies, Ids ids, Time time) {
        this.policies = policies;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public List<Access> access(CreatePolicyRequest input) {
        return List.of(Access.to(
                "iam:CreatePolicy", Arns.policy(Objects.requireNonNullElse(input.path(), "/") + input.policyName())));
    }

    @Override
    public CreatePolicyResponse call(CreatePolicyRequest input) {
        String name = Names.name("policyName", input.policyName(), 128);
        String path = Names.path(Objects.requireNonNullElse(input.path(), "/"));
        PolicyParser.identityPolicy(input.policyDocument());
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        StoredPolicy policy = new StoredPolicy(
                Arns.policy(path + name).toString(),
                name,
                path,
                ids.unique("ANPA"),
                Objects.requireNonNullElse(input.description(), ""),
                now,
                List.of(new StoredPolicy.Version("v1", input.policyDocument(), now)),
                "v1");
        policies.create(policy);
        return CreatePolicyResponse.builder().policy(Shapes.policy(policy, 0)).build();
    }
}
