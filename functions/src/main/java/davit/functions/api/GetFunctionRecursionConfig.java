package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;

/** Shows what becomes of recursive loops: they are not detected here, so they are allowed. */
final class GetFunctionRecursionConfig
        implements Operation.Plain<GetFunctionRecursionConfigRequest, GetFunctionRecursionConfigResponse> {
    private final ControlPlane lambda;

    GetFunctionRecursionConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetFunctionRecursionConfigRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(GetFunctionRecursionConfigRequest input) {
        return List.of(Access.to(
                "lambda:GetFunctionRecursionConfig", reference(input).id().arn()));
    }

    @Override
    public GetFunctionRecursionConfigResponse call(GetFunctionRecursionConfigRequest input) {
        Function ignored = lambda.existing(reference(input));
        return GetFunctionRecursionConfigResponse.builder()
                .recursiveLoop(RecursiveLoop.ALLOW)
                .build();
    }
}
