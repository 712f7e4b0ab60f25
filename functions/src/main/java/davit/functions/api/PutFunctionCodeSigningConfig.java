package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PutFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionCodeSigningConfigResponse;

/** Gives a function a code signing configuration; one of an image cannot have any. */
final class PutFunctionCodeSigningConfig
        implements Operation.Plain<PutFunctionCodeSigningConfigRequest, PutFunctionCodeSigningConfigResponse> {
    private final ControlPlane lambda;

    PutFunctionCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(PutFunctionCodeSigningConfigRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(PutFunctionCodeSigningConfigRequest input) {
        return List.of(Access.to(
                "lambda:PutFunctionCodeSigningConfig", reference(input).id().arn()));
    }

    @Override
    public PutFunctionCodeSigningConfigResponse call(PutFunctionCodeSigningConfigRequest input) {
        new Constraints()
                .required("codeSigningConfigArn", input.codeSigningConfigArn())
                .check();
        if (lambda.stores().codeSignings().find(input.codeSigningConfigArn()).isEmpty()) {
            throw LambdaError.CODE_SIGNING_NOT_FOUND.because(
                    "The code signing configuration cannot be found. Check that"
                            + " the provided configuration is not deleted: " + input.codeSigningConfigArn() + ".");
        }
        Function function = lambda.existing(reference(input));
        throw CodeSigningRules.refusal(function);
    }
}
