package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;

/** The operation of this name. */
public final class DeleteRole implements Operation.Plain<DeleteRoleRequest, DeleteRoleResponse> {
    private final Roles roles;

    /** Works on these. */
    public DeleteRole(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(DeleteRoleRequest input) {
        return List.of(Access.to("iam:DeleteRole", Arns.role(input.roleName())));
    }

    @Override
    public DeleteRoleResponse call(DeleteRoleRequest input) {
        roles.delete(input.roleName());
        return DeleteRoleResponse.builder().build();
    }
}
