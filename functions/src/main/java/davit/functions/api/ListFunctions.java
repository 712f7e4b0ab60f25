package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionId;
import davit.functions.model.QualifiedVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** Lists the functions of a region by name, or each of their versions, a page at a time. */
final class ListFunctions implements Operation.Plain<ListFunctionsRequest, ListFunctionsResponse> {
    private static final String SEPARATOR = ":";
    private static final int MAX_NUMBER = 999_999_999;

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
                .check();
        int limit = Pages.limit(input.maxItems());
        return input.functionVersionAsString() == null
                ? unpublished(input.marker(), limit)
                : versions(input.marker(), limit);
    }

    private List<Function> functions(String afterName, int limit) {
        RequestContext context = RequestContext.current();
        return lambda.functions().list(context.account(), context.region(), afterName, limit);
    }

    private ListFunctionsResponse unpublished(@Nullable String marker, int limit) {
        List<Function> page = functions(marker == null ? "" : marker, limit + 1);
        ListFunctionsResponse.Builder response = ListFunctionsResponse.builder()
                .functions(page.stream()
                        .limit(limit)
                        .map(function -> Configurations.listed(Configurations.of(function)))
                        .toList());
        if (page.size() > limit) {
            response.nextMarker(page.get(limit - 1).id().name());
        }
        return response.build();
    }

    /** Function by function, the unpublished version first; the marker names the last version of a page. */
    private ListFunctionsResponse versions(@Nullable String marker, int limit) {
        List<QualifiedVersion> page = new ArrayList<>();
        String afterName = "";
        if (marker != null) {
            String[] last = marker.split(SEPARATOR, 2);
            afterName = last[0];
            RequestContext context = RequestContext.current();
            FunctionId id = new FunctionId(context.account(), context.region(), afterName);
            int afterNumber = last.length > 1 ? Pages.versionNumber(last[1]) : MAX_NUMBER;
            page.addAll(lambda.versions().list(id, afterNumber, limit + 1));
        }
        List<Function> following = page.size() > limit ? List.of() : functions(afterName, limit + 1 - page.size());
        for (Function function : following) {
            if (page.size() <= limit) {
                page.add(QualifiedVersion.latestOf(function));
                page.addAll(lambda.versions().list(function.id(), 0, Math.max(0, limit + 1 - page.size())));
            }
        }
        ListFunctionsResponse.Builder response = ListFunctionsResponse.builder()
                .functions(page.stream().limit(limit).map(ListFunctions::shown).toList());
        if (page.size() > limit) {
            QualifiedVersion last = page.get(limit - 1);
            response.nextMarker(last.function().name() + SEPARATOR + last.number());
        }
        return response.build();
    }

    private static FunctionConfiguration shown(QualifiedVersion version) {
        return Configurations.listed(Configurations.of(version));
    }
}
