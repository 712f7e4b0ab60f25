package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;

/** The operation of this name. */
public final class GetLifecyclePolicy
        implements Operation.Plain<GetLifecyclePolicyRequest, GetLifecyclePolicyResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public GetLifecyclePolicy(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(GetLifecyclePolicyRequest input) {
        return List.of(Access.to(
                "ecr:GetLifecyclePolicy",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public GetLifecyclePolicyResponse call(GetLifecyclePolicyRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        if (repository.settings().lifecyclePolicy() == null) {
            throw EcrError.LIFECYCLE_POLICY_NOT_FOUND.with(
                    "Lifecycle policy does not exist for the repository with name '" + repository.name()
                            + "' in the registry with id '" + repository.account() + "'");
        }
        return GetLifecyclePolicyResponse.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .lifecyclePolicyText(repository.settings().lifecyclePolicy())
                .lastEvaluatedAt(repository.settings().lifecyclePolicyAt())
                .build();
    }
}
