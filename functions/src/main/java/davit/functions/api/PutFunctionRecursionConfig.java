package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.Recursion;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigResponse;

/** Says what becomes of recursive loops of a function; it is kept for when they are detected. */
final class PutFunctionRecursionConfig
        implements Operation.Plain<PutFunctionRecursionConfigRequest, PutFunctionRecursionConfigResponse> {
    private final ControlPlane lambda;

    PutFunctionRecursionConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(PutFunctionRecursionConfigRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(PutFunctionRecursionConfigRequest input) {
        return List.of(Access.to(
                "lambda:PutFunctionRecursionConfig", reference(input).id().arn()));
    }

    @Override
    public PutFunctionRecursionConfigResponse call(PutFunctionRecursionConfigRequest input) {
        new Constraints()
                .required("recursiveLoop", input.recursiveLoopAsString())
                .oneOf("recursiveLoop", input.recursiveLoopAsString(), List.of("Terminate", "Allow"))
                .check();
        FunctionId id = lambda.existing(reference(input)).id();
        lambda.stores().recursion().put(id, FunctionReference.LATEST, new Recursion(input.recursiveLoopAsString()));
        return PutFunctionRecursionConfigResponse.builder()
                .recursiveLoop(input.recursiveLoopAsString())
                .build();
    }
}
