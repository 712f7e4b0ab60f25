package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.LayerId;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionResponse;

/** Deletes a version of a layer; functions that use it keep it. */
final class DeleteLayerVersion implements Operation.Plain<DeleteLayerVersionRequest, DeleteLayerVersionResponse> {
    private final ControlPlane lambda;

    DeleteLayerVersion(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(DeleteLayerVersionRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        return LayerRules.access(lambda, "lambda:DeleteLayerVersion", layer, input.versionNumber());
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public DeleteLayerVersionResponse call(DeleteLayerVersionRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        LayerRules.checkNumber(input.versionNumber());
        lambda.code().layers().delete(layer, input.versionNumber());
        return DeleteLayerVersionResponse.builder().build();
    }
}
