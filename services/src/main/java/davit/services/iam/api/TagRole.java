package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;

/** The operation of this name. */
public final class TagRole implements Operation.Plain<TagRoleRequest, TagRoleResponse> {
    private final Roles roles;

    /** Works on these. */
    public TagRole(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(TagRoleRequest input) {
        return List.of(Access.to("iam:TagRole", Arns.role(input.roleName())));
    }

    @Override
    public TagRoleResponse call(TagRoleRequest input) {
        roles.update(input.roleName(), role -> {
            Map<String, String> tags = new HashMap<>(role.tags());
            tags.putAll(Shapes.tags(input.tags()));
            return role.withTags(tags);
        });
        return TagRoleResponse.builder().build();
    }
}
