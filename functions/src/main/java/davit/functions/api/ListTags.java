package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;

/** Lists the tags of a function. */
final class ListTags implements Operation.Plain<ListTagsRequest, ListTagsResponse> {
    private final ControlPlane lambda;

    ListTags(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(ListTagsRequest input) {
        return List.of(Access.to(
                "lambda:ListTags", TaggedFunction.parse(input.resource()).arn()));
    }

    @Override
    public ListTagsResponse call(ListTagsRequest input) {
        FunctionReference reference = TaggedFunction.parse(input.resource());
        Function function = lambda.functions().find(reference.id()).orElseThrow(reference::notFound);
        return ListTagsResponse.builder().tags(function.tags()).build();
    }
}
