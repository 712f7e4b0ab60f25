package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.aws.operation.ServiceException;
import davit.functions.model.AsyncSettings;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
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

    /**
     * Checks that what a request names is there.
     *
     * @throws davit.aws.operation.ServiceException if it is not
     */
    static void checkExists(ControlPlane lambda, FunctionReference reference) {
        if (lambda.qualifiers()
                .find(reference.id(), reference.qualifierOrLatest())
                .isEmpty()) {
            throw doesNotExist();
        }
    }

    static ServiceException doesNotExist() {
        return LambdaError.RESOURCE_NOT_FOUND.because("The function doesn't exist.");
    }

    /**
     * The settings of what a request names.
     *
     * @throws davit.aws.operation.ServiceException if it has none
     */
    static AsyncSettings existing(ControlPlane lambda, FunctionReference reference) {
        String qualifier = reference.qualifierOrLatest();
        return lambda.qualifiers()
                .asyncSettings()
                .find(reference.id(), qualifier)
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.because(
                        "The function " + reference.id().arn(qualifier) + " doesn't have an EventInvokeConfig"));
    }

    /** The settings as the API shows them. */
    static FunctionEventInvokeConfig shown(FunctionId id, String qualifier, AsyncSettings settings) {
        return FunctionEventInvokeConfig.builder()
                .functionArn(id.arn(qualifier).toString())
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
