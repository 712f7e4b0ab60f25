package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import davit.services.iam.store.StoredRole;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;

/** The operation of this name. */
public final class ListRoles implements Operation.Plain<ListRolesRequest, ListRolesResponse> {
    private final Roles roles;

    /** Works on these. */
    public ListRoles(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(ListRolesRequest input) {
        return List.of(Access.toAny("iam:ListRoles"));
    }

    @Override
    public ListRolesResponse call(ListRolesRequest input) {
        String prefix = Objects.requireNonNullElse(input.pathPrefix(), "/");
        List<StoredRole> matching = roles.all().stream()
                .filter(role -> role.path().startsWith(prefix))
                .toList();
        Page<StoredRole> page = Page.of(matching, input.marker(), input.maxItems());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(Shapes::role).toList())
                .isTruncated(page.isTruncated())
                .marker(page.nextMarker().orElse(null))
                .build();
    }
}
