package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;

/** The operation of this name. */
public final class ListInstanceProfilesForRole
        implements Operation.Plain<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse> {
    private final Roles roles;

    /** Works on these. */
    public ListInstanceProfilesForRole(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(ListInstanceProfilesForRoleRequest input) {
        return List.of(Access.to("iam:ListInstanceProfilesForRole", Arns.role(input.roleName())));
    }

    @Override
    public ListInstanceProfilesForRoleResponse call(ListInstanceProfilesForRoleRequest input) {
        roles.get(input.roleName()); // no machine takes a role here, so that there are no profiles
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(List.of())
                .isTruncated(false)
                .build();
    }
}
