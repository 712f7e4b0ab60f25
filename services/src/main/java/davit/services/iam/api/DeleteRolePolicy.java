package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.IamError;
import davit.services.iam.store.Roles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;

/** The operation of this name. */
public final class DeleteRolePolicy implements Operation.Plain<DeleteRolePolicyRequest, DeleteRolePolicyResponse> {
    private final Roles roles;

    /** Works on these. */
    public DeleteRolePolicy(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(DeleteRolePolicyRequest input) {
        return List.of(Access.to("iam:DeleteRolePolicy", Arns.role(input.roleName())));
    }

    @Override
    public DeleteRolePolicyResponse call(DeleteRolePolicyRequest input) {
        roles.update(input.roleName(), role -> {
            Map<String, String> policies = new HashMap<>(role.inlinePolicies());
            if (policies.remove(input.policyName()) == null) {
                throw IamError.NO_SUCH_ENTITY.with(
                        "The role policy with name " + input.policyName() + " cannot be found.");
            }
            return role.withInlinePolicies(policies);
        });
        return DeleteRolePolicyResponse.builder().build();
    }
}
