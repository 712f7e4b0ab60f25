package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.Repository;

/** The operation of this name. */
public final class DescribeRepositories
        implements Operation.Plain<DescribeRepositoriesRequest, DescribeRepositoriesResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public DescribeRepositories(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(DescribeRepositoriesRequest input) {
        return List.of(Access.toAny("ecr:DescribeRepositories"));
    }

    @Override
    public DescribeRepositoriesResponse call(DescribeRepositoriesRequest input) {
        if (!input.repositoryNames().isEmpty()) {
            List<Repository> named = input.repositoryNames().stream()
                    .map(name -> Shapes.repository(repositories.get(name, input.registryId())))
                    .toList();
            return DescribeRepositoriesResponse.builder().repositories(named).build();
        }
        Page<EcrRepository> page =
                Page.of(repositories.list(RequestContext.current().region()), input.nextToken(), input.maxResults());
        return DescribeRepositoriesResponse.builder()
                .repositories(page.items().stream().map(Shapes::repository).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
