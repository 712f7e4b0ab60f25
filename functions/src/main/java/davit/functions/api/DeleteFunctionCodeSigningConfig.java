package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionCodeSigningConfigResponse;

/** Takes the code signing configuration from a function; one of an image has none. */
final class DeleteFunctionCodeSigningConfig
        implements Operation.Plain<DeleteFunctionCodeSigningConfigRequest, DeleteFunctionCodeSigningConfigResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteFunctionCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(DeleteFunctionCodeSigningConfigRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(DeleteFunctionCodeSigningConfigRequest input) {
        return List.of(Access.to(
                "lambda:DeleteFunctionCodeSigningConfig", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteFunctionCodeSigningConfigResponse call(DeleteFunctionCodeSigningConfigRequest input) {
        Function function = lambda.existing(reference(input));
        throw CodeSigningRules.refusal(function);
    }
}
