package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;

/** Shows the reserved concurrency of a function. */
final class GetFunctionConcurrency
        implements Operation.Plain<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse> {
    private final ControlPlane lambda;

    GetFunctionConcurrency(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(GetFunctionConcurrencyRequest input) {
        FunctionReference reference = PutFunctionConcurrency.reference(input.functionName());
        return List.of(Access.to("lambda:GetFunctionConcurrency", reference.id().arn()));
    }

    @Override
    public GetFunctionConcurrencyResponse call(GetFunctionConcurrencyRequest input) {
        FunctionReference reference = PutFunctionConcurrency.reference(input.functionName());
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(lambda.existing(reference).reservedConcurrency())
                .build();
    }
}
