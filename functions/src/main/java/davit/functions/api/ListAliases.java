package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Alias;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;

/** Lists the aliases of a function by name, or those that point to one version, a page at a time. */
final class ListAliases implements Operation.Plain<ListAliasesRequest, ListAliasesResponse> {
    private final ControlPlane lambda;

    ListAliases(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(ListAliasesRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(ListAliasesRequest input) {
        return List.of(Access.to("lambda:ListAliases", reference(input).id().arn()));
    }

    @Override
    public ListAliasesResponse call(ListAliasesRequest input) {
        AliasRules.version(new Constraints(), input.functionVersion()).check();
        int limit = Pages.limit(input.maxItems());
        Function function = lambda.existing(reference(input));
        Pages.Page<Alias> page = Pages.page(
                page(function, input.functionVersion(), or(input.marker(), ""), limit + 1), limit, Alias::name);
        ListAliasesResponse.Builder response = ListAliasesResponse.builder()
                .aliases(page.items().stream().map(AliasRules::shown).toList());
        return response.nextMarker(page.nextMarker()).build();
    }

    private List<Alias> page(Function function, @Nullable String version, String after, int limit) {
        if (version == null) {
            return lambda.aliases().list(function.id(), after, limit);
        }
        return lambda.aliases().list(function.id(), after, Integer.MAX_VALUE).stream()
                .filter(alias -> alias.pointsTo(version))
                .limit(limit)
                .toList();
    }
}
