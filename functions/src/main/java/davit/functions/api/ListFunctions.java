package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** Lists the functions of a region by name, a page at a time. */
final class ListFunctions implements Operation.Plain<ListFunctionsRequest, ListFunctionsResponse> {
    private static final int PAGE = 50;
    private static final int MAX_ITEMS = 10_000;

    private final ControlPlane lambda;

    ListFunctions(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(ListFunctionsRequest input) {
        return List.of(Access.toAny("lambda:ListFunctions"));
    }

    @Override
    public ListFunctionsResponse call(ListFunctionsRequest input) {
        new Constraints()
                .oneOf("functionVersion", input.functionVersionAsString(), List.of("ALL"))
                .range("maxItems", input.maxItems(), 1, MAX_ITEMS)
                .check();
        RequestContext context = RequestContext.current();
        int limit = Math.min(PAGE, CreateFunction.or(input.maxItems(), PAGE));
        String after = CreateFunction.or(input.marker(), "");
        List<Function> page = lambda.functions().list(context.account(), context.region(), after, limit + 1);
        ListFunctionsResponse.Builder response = ListFunctionsResponse.builder()
                .functions(page.stream()
                        .limit(limit)
                        .map(function -> shown(function, input.functionVersionAsString() != null))
                        .toList());
        if (page.size() > limit) {
            response.nextMarker(page.get(limit - 1).id().name());
        }
        return response.build();
    }

    /** The list does not tell of states; with every version, the ARN has a qualifier. */
    private static FunctionConfiguration shown(Function function, boolean isQualified) {
        FunctionConfiguration shown = isQualified
                ? Configurations.of(function, function.id().arn("$LATEST").toString())
                : Configurations.of(function);
        return shown.toBuilder()
                .state((String) null)
                .stateReason(null)
                .stateReasonCode((String) null)
                .lastUpdateStatus((String) null)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((String) null)
                .build();
    }
}
