package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.model.IamError;
import davit.services.iam.store.Policies;
import davit.services.iam.store.StoredPolicy;
import java.util.List;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;

/** The operation of this name. */
public final class GetPolicyVersion implements Operation.Plain<GetPolicyVersionRequest, GetPolicyVersionResponse> {
    private final Policies policies;

    /** Works on these. */
    public GetPolicyVersion(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Access> access(GetPolicyVersionRequest input) {
        return List.of(Access.to("iam:GetPolicyVersion", Arns.given(input.policyArn())));
    }

    @Override
    public GetPolicyVersionResponse call(GetPolicyVersionRequest input) {
        StoredPolicy policy = policies.get(input.policyArn());
        StoredPolicy.Version version = policy.versions().stream()
                .filter(candidate -> candidate.id().equals(input.versionId()))
                .findFirst()
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.with("Policy " + input.policyArn() + " version "
                        + input.versionId() + " does not exist or is not attachable."));
        return GetPolicyVersionResponse.builder()
                .policyVersion(Shapes.version(policy, version))
                .build();
    }
}
