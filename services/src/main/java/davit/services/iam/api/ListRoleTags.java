package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;

/** The operation of this name. */
public final class ListRoleTags implements Operation.Plain<ListRoleTagsRequest, ListRoleTagsResponse> {
    private final Roles roles;

    /** Works on these. */
    public ListRoleTags(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(ListRoleTagsRequest input) {
        return List.of(Access.to("iam:ListRoleTags", Arns.role(input.roleName())));
    }

    @Override
    public ListRoleTagsResponse call(ListRoleTagsRequest input) {
        return ListRoleTagsResponse.builder()
                .tags(Shapes.tags(roles.get(input.roleName()).tags()))
                .isTruncated(false)
                .build();
    }
}
