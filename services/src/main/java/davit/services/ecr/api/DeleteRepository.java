package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;

/** The operation of this name. */
public final class DeleteRepository implements Operation.Plain<DeleteRepositoryRequest, DeleteRepositoryResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public DeleteRepository(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(DeleteRepositoryRequest input) {
        return List.of(Access.to(
                "ecr:DeleteRepository",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public DeleteRepositoryResponse call(DeleteRepositoryRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        boolean isEmpty = repositories
                .contents()
                .manifests()
                .list(repository.name(), "", 1)
                .isEmpty();
        if (!isEmpty && !Boolean.TRUE.equals(input.force())) {
            throw EcrError.REPOSITORY_NOT_EMPTY.with("The repository with name '" + repository.name()
                    + "' in registry with id '" + repository.account()
                    + "' cannot be deleted because it still contains images");
        }
        repositories.delete(repository);
        return DeleteRepositoryResponse.builder()
                .repository(Shapes.repository(repository))
                .build();
    }
}
