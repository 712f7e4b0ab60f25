package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

/** Lists the versions of a function: the unpublished one. */
final class ListVersionsByFunction
        implements Operation.Plain<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> {
    private final ControlPlane lambda;

    ListVersionsByFunction(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(ListVersionsByFunctionRequest input) {
        return FunctionReference.parseForReading(input.functionName(), null);
    }

    @Override
    public List<Access> access(ListVersionsByFunctionRequest input) {
        return List.of(
                Access.to("lambda:ListVersionsByFunction", reference(input).id().arn()));
    }

    @Override
    public ListVersionsByFunctionResponse call(ListVersionsByFunctionRequest input) {
        Function function = lambda.existing(reference(input));
        String arn = function.id().arn(FunctionReference.LATEST).toString();
        return ListVersionsByFunctionResponse.builder()
                .versions(Configurations.of(function, arn))
                .build();
    }
}
