package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.base.time.Time;
import davit.services.iam.model.IamError;
import davit.services.iam.model.PolicyParser;
import davit.services.iam.store.Policies;
import davit.services.iam.store.StoredPolicy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;

/** The operation of this name. */
public final class CreatePolicyVersion
        implements Operation.Plain<CreatePolicyVersionRequest, CreatePolicyVersionResponse> {
    private static final int MOST_VERSIONS = 5;

    private final Policies policies;
    private final Time time;

    /** Works on these. */
    public CreatePolicyVersion(Policies policies, Time time) {
        this.policies = policies;
        this.time = time;
    }

    @Override
    public List<Access> access(CreatePolicyVersionRequest input) {
        return List.of(Access.to("iam:CreatePolicyVersion", Arns.given(input.policyArn())));
    }

    @Override
    public CreatePolicyVersionResponse call(CreatePolicyVersionRequest input) {
        PolicyParser.identityPolicy(input.policyDocument());
        StoredPolicy changed = policies.update(input.policyArn(), policy -> {
            if (policy.versions().size() >= MOST_VERSIONS) {
                throw IamError.LIMIT_EXCEEDED.with("A managed policy can have up to " + MOST_VERSIONS
                        + " versions. Before you create a new version, you must delete an existing version.");
            }
            int newest = Integer.parseInt(policy.versions().getLast().id().substring(1));
            List<StoredPolicy.Version> versions = new ArrayList<>(policy.versions());
            versions.add(new StoredPolicy.Version("v" + (newest + 1), input.policyDocument(), time.now()));
            String current = Boolean.TRUE.equals(input.setAsDefault())
                    ? versions.getLast().id()
                    : policy.defaultVersion();
            return policy.withVersions(versions, current);
        });
        return CreatePolicyVersionResponse.builder()
                .policyVersion(Shapes.version(changed, changed.versions().getLast()))
                .build();
    }
}
