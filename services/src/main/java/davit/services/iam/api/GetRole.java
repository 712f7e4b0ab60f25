package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;

/** The operation of this name. */
public final class GetRole implements Operation.Plain<GetRoleRequest, GetRoleResponse> {
    private final Roles roles;

    /** Works on these. */
    public GetRole(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(GetRoleRequest input) {
        return List.of(Access.to("iam:GetRole", Arns.role(input.roleName())));
    }

    @Override
    public GetRoleResponse call(GetRoleRequest input) {
        return GetRoleResponse.builder()
                .role(Shapes.role(roles.get(input.roleName())))
                .build();
    }
}
