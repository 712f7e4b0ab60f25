package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.CodeSigning;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListCodeSigningConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListCodeSigningConfigsResponse;

/** Lists the code signing configurations of a region, a page at a time. */
final class ListCodeSigningConfigs
        implements Operation.Plain<ListCodeSigningConfigsRequest, ListCodeSigningConfigsResponse> {
    private final ControlPlane lambda;

    ListCodeSigningConfigs(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(ListCodeSigningConfigsRequest input) {
        return List.of(Access.toAny("lambda:ListCodeSigningConfigs"));
    }

    @Override
    public ListCodeSigningConfigsResponse call(ListCodeSigningConfigsRequest input) {
        int limit = Pages.limit(input.maxItems());
        Pages.Page<CodeSigning> page = Pages.page(
                lambda.stores().codeSignings().list(CreateFunction.or(input.marker(), ""), limit + 1),
                limit,
                CodeSigning::id);
        ListCodeSigningConfigsResponse.Builder response = ListCodeSigningConfigsResponse.builder()
                .codeSigningConfigs(
                        page.items().stream().map(CodeSigningRules::shown).toList());
        return response.nextMarker(page.nextMarker()).build();
    }
}
