package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecr.model.TagResourceResponse;

/** The operation of this name. */
public final class TagResource implements Operation.Plain<TagResourceRequest, TagResourceResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public TagResource(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(TagResourceRequest input) {
        return List.of(Access.to(
                "ecr:TagResource", repositories.byArn(input.resourceArn()).arn()));
    }

    @Override
    public TagResourceResponse call(TagResourceRequest input) {
        EcrRepository repository = repositories.byArn(input.resourceArn());
        Map<String, String> added = Tags.read(input.tags());
        repositories.change(repository, settings -> {
            Map<String, String> all = new HashMap<>(settings.tags());
            all.putAll(added);
            return settings.withTags(Tags.check(all));
        });
        return TagResourceResponse.builder().build();
    }
}
