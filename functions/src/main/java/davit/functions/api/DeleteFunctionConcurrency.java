package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;

/** Ends the reserved concurrency of a function. */
final class DeleteFunctionConcurrency
        implements Operation.Plain<DeleteFunctionConcurrencyRequest, DeleteFunctionConcurrencyResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteFunctionConcurrency(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(DeleteFunctionConcurrencyRequest input) {
        FunctionReference reference = PutFunctionConcurrency.reference(input.functionName());
        return List.of(
                Access.to("lambda:DeleteFunctionConcurrency", reference.id().arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteFunctionConcurrencyResponse call(DeleteFunctionConcurrencyRequest input) {
        FunctionReference reference = PutFunctionConcurrency.reference(input.functionName());
        lambda.reserve(reference, latest -> latest.withReservedConcurrency(null));
        return DeleteFunctionConcurrencyResponse.builder().build();
    }
}
