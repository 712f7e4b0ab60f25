package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigResponse;

/** Shows the code signing configuration of a function; one of an image has none. */
final class GetFunctionCodeSigningConfig
        implements Operation.Plain<GetFunctionCodeSigningConfigRequest, GetFunctionCodeSigningConfigResponse> {
    private final ControlPlane lambda;

    GetFunctionCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetFunctionCodeSigningConfigRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(GetFunctionCodeSigningConfigRequest input) {
        return List.of(Access.to(
                "lambda:GetFunctionCodeSigningConfig", reference(input).id().arn()));
    }

    @Override
    public GetFunctionCodeSigningConfigResponse call(GetFunctionCodeSigningConfigRequest input) {
        Function function = lambda.existing(reference(input));
        throw CodeSigningRules.refusal(function);
    }
}
