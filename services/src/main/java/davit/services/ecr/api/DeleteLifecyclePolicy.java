package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyResponse;

/** The operation of this name. */
public final class DeleteLifecyclePolicy
        implements Operation.Plain<DeleteLifecyclePolicyRequest, DeleteLifecyclePolicyResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public DeleteLifecyclePolicy(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(DeleteLifecyclePolicyRequest input) {
        return List.of(Access.to(
                "ecr:DeleteLifecyclePolicy",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public DeleteLifecyclePolicyResponse call(DeleteLifecyclePolicyRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        if (repository.settings().lifecyclePolicy() == null) {
            throw EcrError.LIFECYCLE_POLICY_NOT_FOUND.with(
                    "Lifecycle policy does not exist for the repository with name '" + repository.name()
                            + "' in the registry with id '" + repository.account() + "'");
        }
        repositories.change(repository, settings -> settings.withLifecyclePolicy(null, null));
        return DeleteLifecyclePolicyResponse.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .lifecyclePolicyText(repository.settings().lifecyclePolicy())
                .lastEvaluatedAt(repository.settings().lifecyclePolicyAt())
                .build();
    }
}
