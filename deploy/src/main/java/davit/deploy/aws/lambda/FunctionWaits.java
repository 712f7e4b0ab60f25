package davit.deploy.aws.lambda;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.Waiting;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** Waits for a function to be usable, and says why it is not. */
record FunctionWaits(Aws aws, LambdaClient lambda, OperationContext context) {
    /** Waits until it is {@code Active}. */
    void untilActive(String name) throws ProviderException, InterruptedException {
        FunctionConfiguration function = settled(name, "Active", current -> current.state() != State.PENDING);
        if (function.state() == State.FAILED) {
            throw new ProviderException("waiting for Lambda Function (" + name + ") create: unexpected state 'Failed', "
                    + "wanted target 'Active'. last error: " + function.stateReasonCodeAsString() + ": "
                    + function.stateReason());
        }
    }

    /** Waits until its last update is {@code Successful}. */
    void untilUpdated(String name) throws ProviderException, InterruptedException {
        FunctionConfiguration function = settled(
                name,
                "Successful",
                current ->
                        current.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS && current.state() != State.PENDING);
        if (function.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            throw new ProviderException("waiting for Lambda Function (" + name + ") update: unexpected state 'Failed', "
                    + "wanted target 'Successful'. last error: " + function.lastUpdateStatusReasonCodeAsString()
                    + ": " + function.lastUpdateStatusReason());
        }
    }

    private FunctionConfiguration settled(
            String name, String wanted, java.util.function.Predicate<FunctionConfiguration> isSettled)
            throws ProviderException, InterruptedException {
        GetFunctionRequest request =
                GetFunctionRequest.builder().functionName(name).build();
        return new Waiting(aws.time(), context.timeout())
                .until(() ->
                        Optional.of(lambda.getFunction(request).configuration()).filter(isSettled))
                .orElseThrow(() -> new ProviderException("Lambda Function (" + name + ") is not '" + wanted + "' after "
                        + context.timeout().toSeconds() + " s"));
    }
}
