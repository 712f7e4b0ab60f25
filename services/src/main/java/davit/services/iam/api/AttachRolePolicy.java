package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.IamError;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;

/** The operation of this name. */
public final class AttachRolePolicy implements Operation.Plain<AttachRolePolicyRequest, AttachRolePolicyResponse> {
    private static final int MOST_ATTACHED = 10;

    private final Roles roles;
    private final Policies policies;

    /** Works on these. */
    public AttachRolePolicy(Roles roles, Policies policies) {
        this.roles = roles;
        this.policies = policies;
    }

    @Override
    public List<Access> access(AttachRolePolicyRequest input) {
        return List.of(Access.to("iam:AttachRolePolicy", Arns.role(input.roleName())));
    }

    @Override
    public AttachRolePolicyResponse call(AttachRolePolicyRequest input) {
        policies.get(input.policyArn());
        roles.update(input.roleName(), role -> {
            Set<String> attached = new LinkedHashSet<>(role.attachedPolicies());
            attached.add(input.policyArn());
            if (attached.size() > MOST_ATTACHED) {
                throw IamError.LIMIT_EXCEEDED.with("Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
            }
            return role.withAttachedPolicies(List.copyOf(attached));
        });
        return AttachRolePolicyResponse.builder().build();
    }
}
