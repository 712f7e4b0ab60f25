package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.LambdaError;
import davit.functions.model.LayerId;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;

/** Shows a version of a layer, with an address of its archive. */
final class GetLayerVersion implements Operation.Plain<GetLayerVersionRequest, GetLayerVersionResponse> {
    private final ControlPlane lambda;

    GetLayerVersion(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(GetLayerVersionRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        return LayerRules.access(lambda, "lambda:GetLayerVersion", layer, input.versionNumber());
    }

    @Override
    public GetLayerVersionResponse call(GetLayerVersionRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        LayerRules.checkNumber(input.versionNumber());
        return LayerRules.shown(
                lambda,
                lambda.code()
                        .layers()
                        .find(layer, input.versionNumber())
                        .orElseThrow(() ->
                                LambdaError.RESOURCE_NOT_FOUND.because("The resource you requested does not exist.")));
    }
}
