package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;

/** The operation of this name. */
public final class ListTagsForResource
        implements Operation.Plain<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public ListTagsForResource(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(ListTagsForResourceRequest input) {
        return List.of(Access.to(
                "ecr:ListTagsForResource",
                repositories.byArn(input.resourceArn()).arn()));
    }

    @Override
    public ListTagsForResourceResponse call(ListTagsForResourceRequest input) {
        EcrRepository repository = repositories.byArn(input.resourceArn());
        return ListTagsForResourceResponse.builder()
                .tags(Tags.shape(repository.settings().tags()))
                .build();
    }
}
