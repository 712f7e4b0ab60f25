package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import davit.functions.model.SettingsRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;

/** Adds tags to a function. */
final class TagResource implements Operation.Plain<TagResourceRequest, TagResourceResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    TagResource(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(TagResourceRequest input) {
        return List.of(Access.to(
                "lambda:TagResource", TaggedFunction.parse(input.resource()).arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public TagResourceResponse call(TagResourceRequest input) {
        new Constraints()
                .required("tags", input.hasTags() ? input.tags() : null)
                .check();
        FunctionReference reference = TaggedFunction.parse(input.resource());
        Function ignored = lambda.functions()
                .update(reference.id(), latest -> {
                    Map<String, String> tags = new HashMap<>(latest.tags());
                    tags.putAll(input.tags());
                    SettingsRules.checkTags(tags);
                    return latest.withTags(tags);
                })
                .orElseThrow(reference::notFound);
        return TagResourceResponse.builder().build();
    }
}
