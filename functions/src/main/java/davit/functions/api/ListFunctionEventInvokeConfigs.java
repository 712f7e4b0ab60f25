package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;

/** Lists how asynchronous invocations of the versions of a function are retried: of the unpublished one. */
final class ListFunctionEventInvokeConfigs
        implements Operation.Plain<ListFunctionEventInvokeConfigsRequest, ListFunctionEventInvokeConfigsResponse> {
    private static final int MAX_ITEMS = 50;

    private final ControlPlane lambda;

    ListFunctionEventInvokeConfigs(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(ListFunctionEventInvokeConfigsRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(ListFunctionEventInvokeConfigsRequest input) {
        return List.of(Access.to(
                "lambda:ListFunctionEventInvokeConfigs", reference(input).id().arn()));
    }

    @Override
    public ListFunctionEventInvokeConfigsResponse call(ListFunctionEventInvokeConfigsRequest input) {
        new Constraints().range("maxItems", input.maxItems(), 1, MAX_ITEMS).check();
        FunctionReference reference = reference(input);
        Function function = lambda.functions()
                .find(reference.id())
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.because("The function doesn't exist."));
        return ListFunctionEventInvokeConfigsResponse.builder()
                .functionEventInvokeConfigs(
                        function.async() == null ? List.of() : List.of(EventInvokeConfigs.of(function, reference)))
                .build();
    }
}
