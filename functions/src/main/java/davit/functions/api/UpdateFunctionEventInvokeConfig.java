package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.AsyncSettings;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigResponse;

/** Changes how asynchronous invocations of a function are retried; what a request does not name stays. */
final class UpdateFunctionEventInvokeConfig
        implements Operation.Plain<UpdateFunctionEventInvokeConfigRequest, UpdateFunctionEventInvokeConfigResponse> {
    private final ControlPlane lambda;

    UpdateFunctionEventInvokeConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(UpdateFunctionEventInvokeConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(UpdateFunctionEventInvokeConfigRequest input) {
        return List.of(Access.to(
                "lambda:UpdateFunctionEventInvokeConfig", reference(input).id().arn()));
    }

    @Override
    public UpdateFunctionEventInvokeConfigResponse call(UpdateFunctionEventInvokeConfigRequest input) {
        EventInvokeConfigs.check(
                input.maximumRetryAttempts(), input.maximumEventAgeInSeconds(), input.destinationConfig());
        FunctionReference reference = reference(input);
        String qualifier = reference.qualifierOrLatest();
        AsyncSettings after = lambda.policies().atomically(() -> {
            AsyncSettings merged = merged(EventInvokeConfigs.existing(lambda, reference), input);
            lambda.qualifiers().asyncSettings().put(reference.id(), qualifier, merged);
            return merged;
        });
        return Configurations.fill(
                        UpdateFunctionEventInvokeConfigResponse.builder(),
                        EventInvokeConfigs.shown(reference.id(), qualifier, after))
                .build();
    }

    private AsyncSettings merged(AsyncSettings settings, UpdateFunctionEventInvokeConfigRequest input) {
        Integer retries = input.maximumRetryAttempts();
        Integer age = input.maximumEventAgeInSeconds();
        return new AsyncSettings(
                retries == null ? settings.maximumRetryAttempts() : retries,
                age == null ? settings.maximumEventAgeSeconds() : age,
                lambda.clock().time().now());
    }
}
