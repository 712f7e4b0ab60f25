package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.LambdaError;
import davit.functions.model.LayerId;
import davit.functions.model.LayerVersion;
import davit.functions.model.ResourcePolicy;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyResponse;

/** Shows the policy of a version of a layer. */
final class GetLayerVersionPolicy
        implements Operation.Plain<GetLayerVersionPolicyRequest, GetLayerVersionPolicyResponse> {
    private final ControlPlane lambda;

    GetLayerVersionPolicy(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(GetLayerVersionPolicyRequest input) {
        LayerId layer = LayerRules.layer(input.layerName());
        return LayerRules.access(lambda, "lambda:GetLayerVersionPolicy", layer, input.versionNumber());
    }

    @Override
    public GetLayerVersionPolicyResponse call(GetLayerVersionPolicyRequest input) {
        LayerVersion version = LayerRules.existing(lambda, input.layerName(), input.versionNumber());
        ResourcePolicy policy = lambda.code()
                .layers()
                .policy(version.layer(), version.number())
                .orElseThrow(() ->
                        LambdaError.RESOURCE_NOT_FOUND.because("No policy is associated with the given resource."));
        return GetLayerVersionPolicyResponse.builder()
                .policy(policy.document())
                .revisionId(policy.revisionId())
                .build();
    }
}
