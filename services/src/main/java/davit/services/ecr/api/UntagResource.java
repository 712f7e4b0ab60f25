package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecr.model.UntagResourceResponse;

/** The operation of this name. */
public final class UntagResource implements Operation.Plain<UntagResourceRequest, UntagResourceResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public UntagResource(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(UntagResourceRequest input) {
        return List.of(Access.to(
                "ecr:UntagResource", repositories.byArn(input.resourceArn()).arn()));
    }

    @Override
    public UntagResourceResponse call(UntagResourceRequest input) {
        EcrRepository repository = repositories.byArn(input.resourceArn());
        repositories.change(repository, settings -> {
            Map<String, String> left = new HashMap<>(settings.tags());
            left.keySet().removeAll(input.tagKeys());
            return settings.withTags(left);
        });
        return UntagResourceResponse.builder().build();
    }
}
