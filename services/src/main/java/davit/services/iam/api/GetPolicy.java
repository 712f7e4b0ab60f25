package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import davit.services.iam.store.StoredPolicy;
import java.util.List;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;

/** The operation of this name. */
public final class GetPolicy implements Operation.Plain<GetPolicyRequest, GetPolicyResponse> {
    private final Policies policies;
    private final Roles roles;

    /** Works on these. */
    public GetPolicy(Policies policies, Roles roles) {
        this.policies = policies;
        this.roles = roles;
    }

    @Override
    public List<Access> access(GetPolicyRequest input) {
        return List.of(Access.to("iam:GetPolicy", Arns.given(input.policyArn())));
    }

    @Override
    public GetPolicyResponse call(GetPolicyRequest input) {
        StoredPolicy policy = policies.get(input.policyArn());
        return GetPolicyResponse.builder()
                .policy(Shapes.policy(policy, Shapes.attachments(roles, policy.arn())))
                .build();
    }
}
