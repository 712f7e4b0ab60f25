package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;

/** The operation of this name. */
public final class ListRolePolicies implements Operation.Plain<ListRolePoliciesRequest, ListRolePoliciesResponse> {
    private final Roles roles;

    /** Works on these. */
    public ListRolePolicies(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(ListRolePoliciesRequest input) {
        return List.of(Access.to("iam:ListRolePolicies", Arns.role(input.roleName())));
    }

    @Override
    public ListRolePoliciesResponse call(ListRolePoliciesRequest input) {
        Page<String> page = Page.of(
                List.copyOf(roles.get(input.roleName()).inlinePolicies().keySet()), input.marker(), input.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.nextMarker().orElse(null))
                .build();
    }
}
