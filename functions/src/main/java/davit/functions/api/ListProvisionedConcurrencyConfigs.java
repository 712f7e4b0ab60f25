package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.ProvisionedConcurrency;
import davit.functions.store.QualifiedTable;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListProvisionedConcurrencyConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListProvisionedConcurrencyConfigsResponse;

/** Lists for which versions and aliases of a function environments are kept ready, a page at a time. */
final class ListProvisionedConcurrencyConfigs
        implements Operation.Plain<
                ListProvisionedConcurrencyConfigsRequest, ListProvisionedConcurrencyConfigsResponse> {
    private final ControlPlane lambda;

    ListProvisionedConcurrencyConfigs(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(ListProvisionedConcurrencyConfigsRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(ListProvisionedConcurrencyConfigsRequest input) {
        return List.of(Access.to(
                "lambda:ListProvisionedConcurrencyConfigs",
                reference(input).id().arn()));
    }

    @Override
    public ListProvisionedConcurrencyConfigsResponse call(ListProvisionedConcurrencyConfigsRequest input) {
        new Constraints().range("maxItems", input.maxItems(), 1, Pages.MAX).check();
        int limit = Pages.limit(input.maxItems());
        FunctionId id = lambda.existing(reference(input)).id();
        Pages.Page<QualifiedTable.Entry<ProvisionedConcurrency>> page = Pages.page(
                lambda.qualifiers().provisioned().list(id, CreateFunction.or(input.marker(), ""), limit + 1),
                limit,
                QualifiedTable.Entry::qualifier);
        ListProvisionedConcurrencyConfigsResponse.Builder response = ListProvisionedConcurrencyConfigsResponse.builder()
                .provisionedConcurrencyConfigs(page.items().stream()
                        .map(entry -> ProvisionedRules.shown(lambda, id, entry.qualifier(), entry.value()))
                        .toList());
        return response.nextMarker(page.nextMarker()).build();
    }
}
