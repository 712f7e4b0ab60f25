package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** Shows the configuration of a function. */
final class GetFunctionConfiguration
        implements Operation.Plain<GetFunctionConfigurationRequest, GetFunctionConfigurationResponse> {
    private final ControlPlane lambda;

    GetFunctionConfiguration(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetFunctionConfigurationRequest input) {
        return FunctionReference.parseForReading(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetFunctionConfigurationRequest input) {
        return List.of(Access.to(
                "lambda:GetFunctionConfiguration", reference(input).id().arn()));
    }

    @Override
    public GetFunctionConfigurationResponse call(GetFunctionConfigurationRequest input) {
        FunctionReference reference = reference(input);
        return Configurations.fill(
                        GetFunctionConfigurationResponse.builder(),
                        Configurations.of(lambda.version(reference), reference.arn()))
                .build();
    }
}
