package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;

/** Shows how asynchronous invocations of a function are retried. */
final class GetFunctionEventInvokeConfig
        implements Operation.Plain<GetFunctionEventInvokeConfigRequest, GetFunctionEventInvokeConfigResponse> {
    private final ControlPlane lambda;

    GetFunctionEventInvokeConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetFunctionEventInvokeConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetFunctionEventInvokeConfigRequest input) {
        return List.of(Access.to(
                "lambda:GetFunctionEventInvokeConfig", reference(input).id().arn()));
    }

    @Override
    public GetFunctionEventInvokeConfigResponse call(GetFunctionEventInvokeConfigRequest input) {
        FunctionReference reference = reference(input);
        return Configurations.fill(
                        GetFunctionEventInvokeConfigResponse.builder(),
                        EventInvokeConfigs.shown(
                                reference.id(),
                                reference.qualifierOrLatest(),
                                EventInvokeConfigs.existing(lambda, reference)))
                .build();
    }
}
