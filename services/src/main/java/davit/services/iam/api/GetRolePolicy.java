package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.IamError;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;

/** The operation of this name. */
public final class GetRolePolicy implements Operation.Plain<GetRolePolicyRequest, GetRolePolicyResponse> {
    private final Roles roles;

    /** Works on these. */
    public GetRolePolicy(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(GetRolePolicyRequest input) {
        return List.of(Access.to("iam:GetRolePolicy", Arns.role(input.roleName())));
    }

    @Override
    public GetRolePolicyResponse call(GetRolePolicyRequest input) {
        String document = roles.get(input.roleName()).inlinePolicies().get(input.policyName());
        if (document == null) {
            throw IamError.NO_SUCH_ENTITY.with("The role policy with name " + input.policyName() + " cannot be found.");
        }
        return GetRolePolicyResponse.builder()
                .roleName(input.roleName())
                .policyName(input.policyName())
                .policyDocument(Shapes.encoded(document))
                .build();
    }
}
