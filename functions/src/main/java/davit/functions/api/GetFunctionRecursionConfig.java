package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.Recursion;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigResponse;

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
        FunctionId id = lambda.existing(reference(input)).id();
        Recursion recursion =
                lambda.stores().recursion().find(id, FunctionReference.LATEST).orElse(Recursion.DEFAULT);
        return GetFunctionRecursionConfigResponse.builder()
                .recursiveLoop(recursion.recursiveLoop())
                .build();
    }
}
