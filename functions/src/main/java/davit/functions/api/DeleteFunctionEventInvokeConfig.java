package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;

/** Lets asynchronous invocations of a function be retried as Lambda does by default. */
final class DeleteFunctionEventInvokeConfig
        implements Operation.Plain<DeleteFunctionEventInvokeConfigRequest, DeleteFunctionEventInvokeConfigResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteFunctionEventInvokeConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(DeleteFunctionEventInvokeConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(DeleteFunctionEventInvokeConfigRequest input) {
        return List.of(Access.to(
                "lambda:DeleteFunctionEventInvokeConfig", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteFunctionEventInvokeConfigResponse call(DeleteFunctionEventInvokeConfigRequest input) {
        FunctionReference reference = reference(input);
        var ignored = EventInvokeConfigs.existing(lambda, reference);
        lambda.qualifiers().asyncSettings().delete(reference.id(), reference.qualifierOrLatest());
        return DeleteFunctionEventInvokeConfigResponse.builder().build();
    }
}
