package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.functions.model.LayerVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.LayersListItem;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersResponse;

/** Lists layers with their newest versions. */
final class ListLayers implements Operation.Plain<ListLayersRequest, ListLayersResponse> {
    private final ControlPlane lambda;

    ListLayers(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(ListLayersRequest input) {
        return List.of(Access.toAny("lambda:ListLayers"));
    }

    @Override
    public ListLayersResponse call(ListLayersRequest input) {
        LayerRules.Filter filter =
                LayerRules.filter(input.compatibleRuntimeAsString(), input.compatibleArchitectureAsString());
        int limit = Pages.limit(input.maxItems());
        String after = CreateFunction.or(input.marker(), "");
        RequestContext context = RequestContext.current();
        Map<String, LayerVersion> newest = new TreeMap<>();
        lambda.code().layers().all(context.account(), context.region()).stream()
                .filter(version -> version.layer().name().compareTo(after) > 0 && filter.allows(version))
                .forEach(version -> newest.put(version.layer().name(), version));
        Pages.Page<LayerVersion> page = Pages.page(
                List.copyOf(newest.values()), limit, version -> version.layer().name());
        ListLayersResponse.Builder response = ListLayersResponse.builder()
                .layers(page.items().stream()
                        .map(version -> LayersListItem.builder()
                                .layerName(version.layer().name())
                                .layerArn(version.layer().arn().toString())
                                .latestMatchingVersion(LayerRules.listed(version))
                                .build())
                        .toList());
        return response.nextMarker(page.nextMarker()).build();
    }
}
