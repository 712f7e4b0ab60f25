package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyResponse;

/** The operation of this name. */
public final class DeleteRepositoryPolicy
        implements Operation.Plain<DeleteRepositoryPolicyRequest, DeleteRepositoryPolicyResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public DeleteRepositoryPolicy(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(DeleteRepositoryPolicyRequest input) {
        return List.of(Access.to(
                "ecr:DeleteRepositoryPolicy",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public DeleteRepositoryPolicyResponse call(DeleteRepositoryPolicyRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        if (repository.settings().policy() == null) {
            throw EcrError.REPOSITORY_POLICY_NOT_FOUND.with(
                    "Repository policy does not exist for the repository with name '" + repository.name()
                            + "' in the registry with id '" + repository.account() + "'");
        }
        repositories.change(repository, settings -> settings.withPolicy(null));
        return DeleteRepositoryPolicyResponse.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .policyText(repository.settings().policy())
                .build();
    }
}
