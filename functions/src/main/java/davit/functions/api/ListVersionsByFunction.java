package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import davit.functions.model.QualifiedVersion;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

/** Lists the versions of a function, the unpublished one first, a page at a time. */
final class ListVersionsByFunction
        implements Operation.Plain<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> {
    private final ControlPlane lambda;

    ListVersionsByFunction(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(ListVersionsByFunctionRequest input) {
        return FunctionReference.parseForReading(input.functionName(), null);
    }

    @Override
    public List<Access> access(ListVersionsByFunctionRequest input) {
        return List.of(
                Access.to("lambda:ListVersionsByFunction", reference(input).id().arn()));
    }

    @Override
    public ListVersionsByFunctionResponse call(ListVersionsByFunctionRequest input) {
        int limit = Pages.limit(input.maxItems());
        Function function = lambda.existing(reference(input));
        List<QualifiedVersion> found = new ArrayList<>();
        if (input.marker() == null) {
            found.add(QualifiedVersion.latestOf(function));
        }
        int after = input.marker() == null ? 0 : Pages.versionNumber(input.marker());
        found.addAll(lambda.versions().list(function.id(), after, limit + 1 - found.size()));
        Pages.Page<QualifiedVersion> page = Pages.page(found, limit, QualifiedVersion::number);
        ListVersionsByFunctionResponse.Builder response = ListVersionsByFunctionResponse.builder()
                .versions(page.items().stream()
                        .map(version -> Configurations.listed(Configurations.of(version)))
                        .toList());
        return response.nextMarker(page.nextMarker()).build();
    }
}
