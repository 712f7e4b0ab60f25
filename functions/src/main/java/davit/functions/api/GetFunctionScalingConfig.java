package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionScalingConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionScalingConfigResponse;

/** Shows how far a function scales on a capacity provider; none has one here. */
final class GetFunctionScalingConfig
        implements Operation.Plain<GetFunctionScalingConfigRequest, GetFunctionScalingConfigResponse> {
    private final ControlPlane lambda;

    GetFunctionScalingConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetFunctionScalingConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetFunctionScalingConfigRequest input) {
        return List.of(Access.to(
                "lambda:GetFunctionScalingConfig", reference(input).id().arn()));
    }

    @Override
    public GetFunctionScalingConfigResponse call(GetFunctionScalingConfigRequest input) {
        var ignored = lambda.version(reference(input));
        throw LambdaError.INVALID_PARAMETER_VALUE.because(
                "Function scaling configurations are supported for functions with a capacity provider only.");
    }
}
