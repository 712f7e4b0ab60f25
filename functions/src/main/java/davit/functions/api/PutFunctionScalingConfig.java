package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PutFunctionScalingConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionScalingConfigResponse;

/** Sets how far a function scales on a capacity provider; none has one here. */
final class PutFunctionScalingConfig
        implements Operation.Plain<PutFunctionScalingConfigRequest, PutFunctionScalingConfigResponse> {
    private final ControlPlane lambda;

    PutFunctionScalingConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(PutFunctionScalingConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(PutFunctionScalingConfigRequest input) {
        return List.of(Access.to(
                "lambda:PutFunctionScalingConfig", reference(input).id().arn()));
    }

    @Override
    public PutFunctionScalingConfigResponse call(PutFunctionScalingConfigRequest input) {
        var ignored = lambda.version(reference(input));
        throw LambdaError.INVALID_PARAMETER_VALUE.because(
                "Function scaling configurations are supported for functions with a capacity provider only.");
    }
}
