package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.LayerVersion;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;

/** Lists the versions of a layer, the newest first. */
final class ListLayerVersions implements Operation.Plain<ListLayerVersionsRequest, ListLayerVersionsResponse> {
    private final ControlPlane lambda;

    ListLayerVersions(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(ListLayerVersionsRequest input) {
        return List.of(Access.to(
                "lambda:ListLayerVersions", LayerRules.layer(input.layerName()).arn()));
    }

    @Override
    public ListLayerVersionsResponse call(ListLayerVersionsRequest input) {
        LayerRules.Filter filter =
                LayerRules.filter(input.compatibleRuntimeAsString(), input.compatibleArchitectureAsString());
        int limit = Pages.limit(input.maxItems());
        int before = input.marker() == null ? Integer.MAX_VALUE : Pages.versionNumber(input.marker());
        List<LayerVersion> found = lambda.code().layers().all(LayerRules.layer(input.layerName())).reversed().stream()
                .filter(version -> version.number() < before && filter.allows(version))
                .limit(limit + 1L)
                .toList();
        Pages.Page<LayerVersion> page = Pages.page(found, limit, version -> Integer.toString(version.number()));
        ListLayerVersionsResponse.Builder response = ListLayerVersionsResponse.builder()
                .layerVersions(page.items().stream().map(LayerRules::listed).toList());
        return response.nextMarker(page.nextMarker()).build();
    }
}
