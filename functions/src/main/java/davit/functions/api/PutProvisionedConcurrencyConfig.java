package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.ProvisionedConcurrency;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutProvisionedConcurrencyConfigResponse;

/** Keeps environments ready for a version or an alias. */
final class PutProvisionedConcurrencyConfig
        implements Operation.Plain<PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse> {
    private static final int ACCEPTED = 202;

    private final ControlPlane lambda;

    PutProvisionedConcurrencyConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(PutProvisionedConcurrencyConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(PutProvisionedConcurrencyConfigRequest input) {
        return List.of(Access.to(
                "lambda:PutProvisionedConcurrencyConfig", reference(input).arn()));
    }

    @Override
    public int successStatus() {
        return ACCEPTED;
    }

    @Override
    public PutProvisionedConcurrencyConfigResponse call(PutProvisionedConcurrencyConfigRequest input) {
        new Constraints()
                .required("provisionedConcurrentExecutions", input.provisionedConcurrentExecutions())
                .range("provisionedConcurrentExecutions", input.provisionedConcurrentExecutions(), 1, Integer.MAX_VALUE)
                .check();
        FunctionReference reference = reference(input);
        ProvisionedConcurrency config = new ProvisionedConcurrency(
                input.provisionedConcurrentExecutions(), lambda.clock().time().now());
        FunctionId id = reference.id();
        String qualifier = lambda.policies().atomically(() -> {
            String published = published(reference);
            Function function = lambda.functions().find(id).orElseThrow(reference::notFound);
            ProvisionedRules.check(lambda, function, published, config.requested());
            lambda.qualifiers().provisioned().put(id, published, config);
            return published;
        });
        lambda.work().provisioning().balance();
        return Configurations.fill(
                        PutProvisionedConcurrencyConfigResponse.builder(),
                        ProvisionedRules.shown(lambda, id, qualifier, config))
                .build();
    }

    private String published(FunctionReference reference) {
        String qualifier = ProvisionedRules.qualifier(lambda, reference, ProvisionedRules.UNPUBLISHED);
        if (lambda.version(reference).number().equals(FunctionReference.LATEST)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(ProvisionedRules.UNPUBLISHED);
        }
        return qualifier;
    }
}
