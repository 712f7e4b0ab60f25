package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionUrl;
import davit.functions.store.QualifiedTable.Entry;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;

/** Lists the addresses of a function and its aliases, a page at a time. */
final class ListFunctionUrlConfigs
        implements Operation.Plain<ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse> {
    private final ControlPlane lambda;

    ListFunctionUrlConfigs(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(ListFunctionUrlConfigsRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(ListFunctionUrlConfigsRequest input) {
        return List.of(
                Access.to("lambda:ListFunctionUrlConfigs", reference(input).id().arn()));
    }

    @Override
    public ListFunctionUrlConfigsResponse call(ListFunctionUrlConfigsRequest input) {
        new Constraints().range("maxItems", input.maxItems(), 1, Pages.MAX).check();
        int limit = Pages.limit(input.maxItems());
        FunctionReference reference = reference(input);
        if (lambda.functions().find(reference.id()).isEmpty()) {
            throw UrlConfigs.functionMissing();
        }
        Pages.Page<Entry<FunctionUrl>> page = Pages.page(
                lambda.stores().urls().list(reference.id(), or(input.marker(), ""), limit + 1),
                limit,
                Entry::qualifier);
        ListFunctionUrlConfigsResponse.Builder response = ListFunctionUrlConfigsResponse.builder()
                .functionUrlConfigs(page.items().stream()
                        .map(entry -> UrlConfigs.shown(reference.id(), entry.qualifier(), entry.value()))
                        .toList());
        return response.nextMarker(page.nextMarker()).build();
    }
}
