package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.IamError;
import davit.services.iam.store.Roles;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;

/** The operation of this name. */
public final class DetachRolePolicy implements Operation.Plain<DetachRolePolicyRequest, DetachRolePolicyResponse> {
    private final Roles roles;

    /** Works on these. */
    public DetachRolePolicy(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(DetachRolePolicyRequest input) {
        return List.of(Access.to("iam:DetachRolePolicy", Arns.role(input.roleName())));
    }

    @Override
    public DetachRolePolicyResponse call(DetachRolePolicyRequest input) {
        roles.update(input.roleName(), role -> {
            List<String> attached = new ArrayList<>(role.attachedPolicies());
            if (!attached.remove(input.policyArn())) {
                throw IamError.NO_SUCH_ENTITY.with("Policy " + input.policyArn() + " was not found.");
            }
            return role.withAttachedPolicies(attached);
        });
        return DetachRolePolicyResponse.builder().build();
    }
}
