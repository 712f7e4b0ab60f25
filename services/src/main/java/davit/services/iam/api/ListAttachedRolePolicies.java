package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;

/** The operation of this name. */
public final class ListAttachedRolePolicies
        implements Operation.Plain<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> {
    private final Roles roles;
    private final Policies policies;

    /** Works on these. */
    public ListAttachedRolePolicies(Roles roles, Policies policies) {
        this.roles = roles;
        this.policies = policies;
    }

    @Override
    public List<Access> access(ListAttachedRolePoliciesRequest input) {
        return List.of(Access.to("iam:ListAttachedRolePolicies", Arns.role(input.roleName())));
    }

    @Override
    public ListAttachedRolePoliciesResponse call(ListAttachedRolePoliciesRequest input) {
        Page<String> page = Page.of(roles.get(input.roleName()).attachedPolicies(), input.marker(), input.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items().stream()
                        .flatMap(arn -> policies.find(arn).stream())
                        .map(policy -> AttachedPolicy.builder()
                                .policyArn(policy.arn())
                                .policyName(policy.name())
                                .build())
                        .toList())
                .isTruncated(page.isTruncated())
                .marker(page.nextMarker().orElse(null))
                .build();
    }
}
