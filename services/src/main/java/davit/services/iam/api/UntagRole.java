package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;

/** The operation of this name. */
public final class UntagRole implements Operation.Plain<UntagRoleRequest, UntagRoleResponse> {
    private final Roles roles;

    /** Works on these. */
    public UntagRole(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(UntagRoleRequest input) {
        return List.of(Access.to("iam:UntagRole", Arns.role(input.roleName())));
    }

    @Override
    public UntagRoleResponse call(UntagRoleRequest input) {
        roles.update(input.roleName(), role -> {
            Map<String, String> tags = new HashMap<>(role.tags());
            tags.keySet().removeAll(input.tagKeys());
            return role.withTags(tags);
        });
        return UntagRoleResponse.builder().build();
    }
}
