package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.AsyncSettings;
import davit.functions.model.Function;
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
        Function after = EventInvokeConfigs.change(lambda, reference(input), before -> merged(before, input));
        return Configurations.fill(
                        UpdateFunctionEventInvokeConfigResponse.builder(),
                        EventInvokeConfigs.of(after, reference(input)))
                .build();
    }

    private Function merged(Function before, UpdateFunctionEventInvokeConfigRequest input) {
        EventInvokeConfigs.of(before, reference(input));
        AsyncSettings settings = before.asyncSettings();
        Integer retries = input.maximumRetryAttempts();
        Integer age = input.maximumEventAgeInSeconds();
        return before.withAsync(new AsyncSettings(
                retries == null ? settings.maximumRetryAttempts() : retries,
                age == null ? settings.maximumEventAgeSeconds() : age,
                lambda.clock().time().now()));
    }
}
