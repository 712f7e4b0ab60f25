package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.IamError;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import davit.services.iam.store.StoredPolicy;
import java.util.List;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;

/** The operation of this name. */
public final class DeletePolicy implements Operation.Plain<DeletePolicyRequest, DeletePolicyResponse> {
    private final Policies policies;
    private final Roles roles;

    /** Works on these. */
    public DeletePolicy(Policies policies, Roles roles) {
        this.policies = policies;
        this.roles = roles;
    }

    @Override
    public List<Access> access(DeletePolicyRequest input) {
        return List.of(Access.to("iam:DeletePolicy", Arns.given(input.policyArn())));
    }

    @Override
    public DeletePolicyResponse call(DeletePolicyRequest input) {
        StoredPolicy policy = policies.get(input.policyArn());
        if (Shapes.attachments(roles, policy.arn()) > 0) {
            throw IamError.DELETE_CONFLICT.with("Cannot delete a policy attached to entities.");
        }
        if (policy.versions().size() > 1) {
            throw IamError.DELETE_CONFLICT.with(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
        }
        policies.delete(policy.arn());
        return DeletePolicyResponse.builder().build();
    }
}
