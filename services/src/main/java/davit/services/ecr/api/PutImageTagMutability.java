package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.images.repository.Repository.TagMutability;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;

/** The operation of this name. */
public final class PutImageTagMutability
        implements Operation.Plain<PutImageTagMutabilityRequest, PutImageTagMutabilityResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public PutImageTagMutability(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(PutImageTagMutabilityRequest input) {
        return List.of(Access.to(
                "ecr:PutImageTagMutability",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public PutImageTagMutabilityResponse call(PutImageTagMutabilityRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        TagMutability mutability = Shapes.tagMutability(input.imageTagMutabilityAsString());
        repositories.contents().change(repository.name(), mutability);
        return PutImageTagMutabilityResponse.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .imageTagMutability(mutability.name())
                .build();
    }
}
