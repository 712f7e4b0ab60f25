package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.Names;
import davit.services.iam.model.PolicyParser;
import davit.services.iam.store.Roles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The operation of this name. */
public final class PutRolePolicy implements Operation.Plain<PutRolePolicyRequest, PutRolePolicyResponse> {
    private final Roles roles;

    /** Works on these. */
    public PutRolePolicy(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Access> access(PutRolePolicyRequest input) {
        return List.of(Access.to("iam:PutRolePolicy", Arns.role(input.roleName())));
    }

    @Override
    public PutRolePolicyResponse call(PutRolePolicyRequest input) {
        String name = Names.name("policyName", input.policyName(), 128);
        PolicyParser.identityPolicy(input.policyDocument());
        roles.update(input.roleName(), role -> {
            Map<String, String> policies = new HashMap<>(role.inlinePolicies());
            policies.put(name, input.policyDocument());
            return role.withInlinePolicies(policies);
        });
        return PutRolePolicyResponse.builder().build();
    }
}
