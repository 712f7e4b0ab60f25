package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyRole;

/** The operation of this name. */
public final class ListEntitiesForPolicy
        implements Operation.Plain<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse> {
    private final Policies policies;
    private final Roles roles;

    /** Works on these. */
    public ListEntitiesForPolicy(Policies policies, Roles roles) {
        this.policies = policies;
        this.roles = roles;
    }

    @Override
    public List<Access> access(ListEntitiesForPolicyRequest input) {
        return List.of(Access.to("iam:ListEntitiesForPolicy", Arns.given(input.policyArn())));
    }

    @Override
    public ListEntitiesForPolicyResponse call(ListEntitiesForPolicyRequest input) {
        policies.get(input.policyArn());
        return ListEntitiesForPolicyResponse.builder()
                .policyRoles(roles.all().stream()
                        .filter(role -> role.attachedPolicies().contains(input.policyArn()))
                        .map(role -> PolicyRole.builder()
                                .roleName(role.name())
                                .roleId(role.id())
                                .build())
                        .toList())
                .isTruncated(false)
                .build();
    }
}
