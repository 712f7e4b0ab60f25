package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.Names;
import davit.services.iam.store.Roles;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** The operation of this name. */
public final class UpdateRole implements Operation.Plain<UpdateRoleRequest, UpdateRoleResponse> {
    private final Roles roles;

    /** Works on these. */
    public UpdateRole(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(UpdateRoleRequest input) {
        return List.of(Access.to("iam:UpdateRole", Arns.role(input.roleName())));
    }

    @Override
    public UpdateRoleResponse call(UpdateRoleRequest input) {
        roles.update(
                input.roleName(),
                role -> role.withSettings(
                        Objects.requireNonNullElse(input.description(), role.description()),
                        input.maxSessionDuration() == null
                                ? role.maxSessionSeconds()
                                : Names.seconds("maxSessionDuration", input.maxSessionDuration(), 3600, 43_200)));
        return UpdateRoleResponse.builder().build();
    }
}
