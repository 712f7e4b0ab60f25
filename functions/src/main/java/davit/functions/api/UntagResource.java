package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** Removes tags from a function. */
final class UntagResource implements Operation.Plain<UntagResourceRequest, UntagResourceResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    UntagResource(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(UntagResourceRequest input) {
        return List.of(Access.to(
                "lambda:UntagResource", TaggedFunction.parse(input.resource()).arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public UntagResourceResponse call(UntagResourceRequest input) {
        new Constraints()
                .required("tagKeys", input.hasTagKeys() ? input.tagKeys() : null)
                .check();
        FunctionReference reference = TaggedFunction.parse(input.resource());
        Function ignored = lambda.functions()
                .update(reference.id(), latest -> {
                    Map<String, String> tags = new HashMap<>(latest.tags());
                    input.tagKeys().forEach(tags::remove);
                    return latest.withTags(tags);
                })
                .orElseThrow(reference::notFound);
        return UntagResourceResponse.builder().build();
    }
}
