package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import davit.services.iam.store.StoredPolicy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;

/** The operation of this name. */
public final class ListPolicies implements Operation.Plain<ListPoliciesRequest, ListPoliciesResponse> {
    private final Policies policies;
    private final Roles roles;

    /** Works on these. */
    public ListPolicies(Policies policies, Roles roles) {
        this.policies = policies;
        this.roles = roles;
    }

    @Override
    public List<Access> access(ListPoliciesRequest input) {
        return List.of(Access.toAny("iam:ListPolicies"));
    }

    @Override
    public ListPoliciesResponse call(ListPoliciesRequest input) {
        List<StoredPolicy> matching = policies.all().stream()
                .filter(policy -> isInScope(policy, input.scopeAsString()))
                .filter(policy -> policy.path().startsWith(Objects.requireNonNullElse(input.pathPrefix(), "/")))
                .filter(policy ->
                        !Boolean.TRUE.equals(input.onlyAttached()) || Shapes.attachments(roles, policy.arn()) > 0)
                .toList();
        Page<StoredPolicy> page = Page.of(matching, input.marker(), input.maxItems());
        return ListPoliciesResponse.builder()
                .policies(page.items().stream()
                        .map(policy -> Shapes.policy(policy, Shapes.attachments(roles, policy.arn())))
                        .toList())
                .isTruncated(page.isTruncated())
                .marker(page.nextMarker().orElse(null))
                .build();
    }

    private static boolean isInScope(StoredPolicy policy, @Nullable String scope) {
        return switch (Objects.requireNonNullElse(scope, "All")) {
            case "AWS" -> Policies.isOfAws(policy.arn());
            case "Local" -> !Policies.isOfAws(policy.arn());
            default -> true;
        };
    }
}
