package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.PolicyParser;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** The operation of this name. */
public final class UpdateAssumeRolePolicy
        implements Operation.Plain<UpdateAssumeRolePolicyRequest, UpdateAssumeRolePolicyResponse> {
    private final Roles roles;

    /** Works on these. */
    public UpdateAssumeRolePolicy(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(UpdateAssumeRolePolicyRequest input) {
        return List.of(Access.to("iam:UpdateAssumeRolePolicy", Arns.role(input.roleName())));
    }

    @Override
    public UpdateAssumeRolePolicyResponse call(UpdateAssumeRolePolicyRequest input) {
        PolicyParser.trustPolicy(input.policyDocument());
        roles.update(input.roleName(), role -> role.withTrustPolicy(input.policyDocument()));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }
}
