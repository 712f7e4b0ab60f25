package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.iam.store.Policies;
import davit.services.iam.store.StoredPolicy;
import java.util.List;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;

/** The operation of this name. */
public final class ListPolicyVersions
        implements Operation.Plain<ListPolicyVersionsRequest, ListPolicyVersionsResponse> {
    private final Policies policies;

    /** Works on these. */
    public ListPolicyVersions(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Access> access(ListPolicyVersionsRequest input) {
        return List.of(Access.to("iam:ListPolicyVersions", Arns.given(input.policyArn())));
    }

    @Override
    public ListPolicyVersionsResponse call(ListPolicyVersionsRequest input) {
        StoredPolicy policy = policies.get(input.policyArn());
        return ListPolicyVersionsResponse.builder()
                .versions(policy.versions().stream()
                        .map(version -> Shapes.version(policy, version))
                        .toList())
                .isTruncated(false)
                .build();
    }
}
