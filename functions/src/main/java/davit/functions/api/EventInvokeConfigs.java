package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.functions.model.AsyncSettings;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.OnFailure;
import software.amazon.awssdk.services.lambda.model.OnSuccess;

/** What the operations on settings of asynchronous invocations have in common. */
final class EventInvokeConfigs {
    private EventInvokeConfigs() {}

    /** Checks the values of a request. */
    static void check(@Nullable Integer retries, @Nullable Integer ageSeconds, @Nullable DestinationConfig config) {
        new Constraints()
                .range("maximumRetryAttempts", retries, 0, AsyncSettings.MAX_RETRY_ATTEMPTS)
                .range(
                        "maximumEventAgeInSeconds",
                        ageSeconds,
                        AsyncSettings.MIN_EVENT_AGE_SECONDS,
                        AsyncSettings.MAX_EVENT_AGE_SECONDS)
                .check();
        boolean hasDestination = config != null
                && ((config.onSuccess() != null && isNonEmpty(config.onSuccess().destination()))
                        || (config.onFailure() != null
                                && isNonEmpty(config.onFailure().destination())));
        if (hasDestination) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("DestinationConfig is not supported by Davit.");
        }
        if (retries == null && ageSeconds == null && config == null) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "You must specify at least one of error handling or destination setting.");
        }
    }

    /** Changes the settings of the function, which must be there. */
    static Function change(ControlPlane lambda, FunctionReference reference, UnaryOperator<Function> change) {
        if (!reference.isLatest() || lambda.functions().find(reference.id()).isEmpty()) {
            throw LambdaError.RESOURCE_NOT_FOUND.because("The function doesn't exist.");
        }
        return lambda.functions()
                .update(reference.id(), change)
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.because("The function doesn't exist."));
    }

    /**
     * The settings of a function.
     *
     * @throws davit.aws.operation.ServiceException if it has none
     */
    static FunctionEventInvokeConfig of(@Nullable Function function, FunctionReference reference) {
        AsyncSettings settings = function == null || !reference.isLatest() ? null : function.async();
        String arn = reference
                .id()
                .arn(reference.qualifier().orElse(FunctionReference.LATEST))
                .toString();
        if (settings == null) {
            throw LambdaError.RESOURCE_NOT_FOUND.because("The function " + arn + " doesn't have an EventInvokeConfig");
        }
        return FunctionEventInvokeConfig.builder()
                .functionArn(arn)
                .lastModified(settings.lastModified())
                .maximumRetryAttempts(settings.maximumRetryAttempts())
                .maximumEventAgeInSeconds(settings.maximumEventAgeSeconds())
                .destinationConfig(DestinationConfig.builder()
                        .onSuccess(OnSuccess.builder().build())
                        .onFailure(OnFailure.builder().build())
                        .build())
                .build();
    }
}
