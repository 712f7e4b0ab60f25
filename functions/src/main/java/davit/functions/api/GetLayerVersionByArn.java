package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.LambdaError;
import davit.functions.model.LayerVersion;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;

/** Shows a version of a layer by its ARN. */
final class GetLayerVersionByArn implements Operation.Plain<GetLayerVersionByArnRequest, GetLayerVersionByArnResponse> {
    private final ControlPlane lambda;

    GetLayerVersionByArn(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(GetLayerVersionByArnRequest input) {
        LayerRules.Reference reference = LayerRules.reference(input.arn());
        return LayerRules.access(lambda, "lambda:GetLayerVersion", reference.layer(), reference.number());
    }

    @Override
    public GetLayerVersionByArnResponse call(GetLayerVersionByArnRequest input) {
        LayerRules.Reference reference = LayerRules.reference(input.arn());
        LayerVersion version = lambda.code()
                .layers()
                .find(reference.layer(), reference.number())
                .orElseThrow(
                        () -> LambdaError.RESOURCE_NOT_FOUND.because("The resource you requested does not exist."));
        return Configurations.fill(GetLayerVersionByArnResponse.builder(), LayerRules.shown(lambda, version))
                .build();
    }
}
