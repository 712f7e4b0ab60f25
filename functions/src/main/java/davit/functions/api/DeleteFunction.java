package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;

/** Deletes a function with its policy; what it has accepted and not begun is dropped. */
final class DeleteFunction implements Operation.Plain<DeleteFunctionRequest, DeleteFunctionResponse> {
    private static final int NO_CONTENT = 204;
    private static final long NO_GENERATION = -1;

    private final ControlPlane lambda;

    DeleteFunction(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(DeleteFunctionRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(DeleteFunctionRequest input) {
        return List.of(Access.to("lambda:DeleteFunction", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteFunctionResponse call(DeleteFunctionRequest input) {
        FunctionReference reference = reference(input);
        if (reference.qualifier().filter(FunctionReference.LATEST::equals).isPresent()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "$LATEST version cannot be deleted without deleting the function.");
        }
        FunctionId id = lambda.existing(reference).id();
        lambda.policies().atomically(() -> {
            lambda.policies().delete(id);
            lambda.asyncInvoker().forget(id);
            return lambda.functions().delete(id);
        });
        lambda.dispatcher().reserve(id, null);
        lambda.dispatcher().retire(id, NO_GENERATION);
        return DeleteFunctionResponse.builder().statusCode(NO_CONTENT).build();
    }
}
