package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.IamError;
import davit.services.iam.store.Policies;
import davit.services.iam.store.StoredPolicy;
import java.util.List;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;

/** The operation of this name. */
public final class DeletePolicyVersion
        implements Operation.Plain<DeletePolicyVersionRequest, DeletePolicyVersionResponse> {
    private final Policies policies;

    /** Works on these. */
    public DeletePolicyVersion(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Access> access(DeletePolicyVersionRequest input) {
        return List.of(Access.to("iam:DeletePolicyVersion", Arns.given(input.policyArn())));
    }

    @Override
    public DeletePolicyVersionResponse call(DeletePolicyVersionRequest input) {
        policies.update(input.policyArn(), policy -> {
            if (policy.defaultVersion().equals(input.versionId())) {
                throw IamError.DELETE_CONFLICT.with("Cannot delete the default version of a policy.");
            }
            List<StoredPolicy.Version> rest = policy.versions().stream()
                    .filter(version -> !version.id().equals(input.versionId()))
                    .toList();
            if (rest.size() == policy.versions().size()) {
                throw IamError.NO_SUCH_ENTITY.with("Policy " + input.policyArn() + " version " + input.versionId()
                        + " does not exist or is not attachable.");
            }
            return policy.withVersions(rest, policy.defaultVersion());
        });
        return DeletePolicyVersionResponse.builder().build();
    }
}
