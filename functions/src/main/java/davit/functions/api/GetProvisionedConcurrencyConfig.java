package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.ProvisionedConcurrency;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;

/** Shows how many environments are kept ready for a version or an alias. */
final class GetProvisionedConcurrencyConfig
        implements Operation.Plain<GetProvisionedConcurrencyConfigRequest, GetProvisionedConcurrencyConfigResponse> {
    private final ControlPlane lambda;

    GetProvisionedConcurrencyConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetProvisionedConcurrencyConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetProvisionedConcurrencyConfigRequest input) {
        return List.of(Access.to(
                "lambda:GetProvisionedConcurrencyConfig", reference(input).arn()));
    }

    @Override
    public GetProvisionedConcurrencyConfigResponse call(GetProvisionedConcurrencyConfigRequest input) {
        FunctionReference reference = reference(input);
        String qualifier = ProvisionedRules.existingQualifier(lambda, reference);
        ProvisionedConcurrency config = lambda.qualifiers()
                .provisioned()
                .find(reference.id(), qualifier)
                .orElseThrow(() -> LambdaError.PROVISIONED_CONCURRENCY_NOT_FOUND.because(
                        "No Provisioned Concurrency Config found for this function"));
        return Configurations.fill(
                        GetProvisionedConcurrencyConfigResponse.builder(),
                        ProvisionedRules.shown(lambda, reference.id(), qualifier, config))
                .build();
    }
}
