package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.LambdaError;
import davit.functions.model.LayerId;
import davit.functions.model.LayerVersion;
import davit.functions.model.ResourcePolicy;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionResponse;

/** Takes a permission on a version of a layer back. */
final class RemoveLayerVersionPermission
        implements Operation.Plain<RemoveLayerVersionPermissionRequest, RemoveLayerVersionPermissionResponse> {
    private final ControlPlane lambda;

    RemoveLayerVersionPermission(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(RemoveLayerVersionPermissionRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        return LayerRules.access(lambda, "lambda:RemoveLayerVersionPermission", layer, input.versionNumber());
    }

    @Override
    public int successStatus() {
        return 204;
    }

    @Override
    public RemoveLayerVersionPermissionResponse call(RemoveLayerVersionPermissionRequest input) {
        LayerVersion version = LayerRules.existing(lambda, input.layerName(), input.versionNumber());
        boolean _ = lambda.code().layers().atomically(() -> remove(version, input));
        return RemoveLayerVersionPermissionResponse.builder().build();
    }

    private boolean remove(LayerVersion version, RemoveLayerVersionPermissionRequest input) {
        ResourcePolicy before = lambda.code()
                .layers()
                .policy(version.layer(), version.number())
                .orElseGet(() -> new ResourcePolicy("", List.of()));
        if (before.statement(input.statementId()).isEmpty()) {
            throw LambdaError.RESOURCE_NOT_FOUND.because(
                    "Statement " + input.statementId() + " is not found in resource policy.");
        }
        LayerRules.checkRevision(before, input.revisionId());
        lambda.code()
                .layers()
                .putPolicy(
                        version.layer(),
                        version.number(),
                        before.without(input.statementId(), lambda.clock().ids().uuid()));
        return true;
    }
}
