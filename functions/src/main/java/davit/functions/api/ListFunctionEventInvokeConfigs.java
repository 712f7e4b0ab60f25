package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.AsyncSettings;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.store.QualifiedTable;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;

/** Lists how asynchronous invocations of a function are retried, by the qualifier that was invoked. */
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
        FunctionId id = lambda.functions()
                .find(reference.id())
                .orElseThrow(EventInvokeConfigs::doesNotExist)
                .id();
        int limit = input.maxItems() == null ? MAX_ITEMS : input.maxItems();
        List<QualifiedTable.Entry<AsyncSettings>> page =
                lambda.qualifiers().asyncSettings().list(id, or(input.marker(), ""), limit + 1);
        ListFunctionEventInvokeConfigsResponse.Builder response = ListFunctionEventInvokeConfigsResponse.builder()
                .functionEventInvokeConfigs(page.stream()
                        .limit(limit)
                        .map(entry -> EventInvokeConfigs.shown(id, entry.qualifier(), entry.value()))
                        .toList());
        if (page.size() > limit) {
            response.nextMarker(page.get(limit - 1).qualifier());
        }
        return response.build();
    }
}
