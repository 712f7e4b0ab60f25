package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteProvisionedConcurrencyConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteProvisionedConcurrencyConfigResponse;

/** Keeps no environments ready any more for a version or an alias. */
final class DeleteProvisionedConcurrencyConfig
        implements Operation.Plain<
                DeleteProvisionedConcurrencyConfigRequest, DeleteProvisionedConcurrencyConfigResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteProvisionedConcurrencyConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(DeleteProvisionedConcurrencyConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(DeleteProvisionedConcurrencyConfigRequest input) {
        return List.of(Access.to(
                "lambda:DeleteProvisionedConcurrencyConfig", reference(input).arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteProvisionedConcurrencyConfigResponse call(DeleteProvisionedConcurrencyConfigRequest input) {
        FunctionReference reference = reference(input);
        String qualifier = ProvisionedRules.existingQualifier(lambda, reference);
        lambda.qualifiers().provisioned().delete(reference.id(), qualifier);
        lambda.work().provisioning().balance();
        return DeleteProvisionedConcurrencyConfigResponse.builder().build();
    }
}
