package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import davit.services.ecr.store.Settings;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;

/** The operation of this name. */
public final class CreateRepository implements Operation.Plain<CreateRepositoryRequest, CreateRepositoryResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public CreateRepository(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(CreateRepositoryRequest input) {
        return List.of(Access.to(
                "ecr:CreateRepository",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public CreateRepositoryResponse call(CreateRepositoryRequest input) {
        Settings settings = new Settings(
                RequestContext.current().region(),
                input.imageScanningConfiguration() != null
                        && Boolean.TRUE.equals(
                                input.imageScanningConfiguration().scanOnPush()),
                input.encryptionConfiguration() == null
                        ? "AES256"
                        : input.encryptionConfiguration().encryptionTypeAsString(),
                Tags.read(input.tags()),
                null,
                null,
                null);
        EcrRepository made = repositories.create(
                input.repositoryName(), Shapes.tagMutability(input.imageTagMutabilityAsString()), settings);
        return CreateRepositoryResponse.builder()
                .repository(Shapes.repository(made))
                .build();
    }
}
