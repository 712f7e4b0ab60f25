package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.AsyncSettings;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;

/** Sets how asynchronous invocations of a function are retried. */
final class PutFunctionEventInvokeConfig
        implements Operation.Plain<PutFunctionEventInvokeConfigRequest, PutFunctionEventInvokeConfigResponse> {
    private final ControlPlane lambda;

    PutFunctionEventInvokeConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(PutFunctionEventInvokeConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(PutFunctionEventInvokeConfigRequest input) {
        return List.of(Access.to(
                "lambda:PutFunctionEventInvokeConfig", reference(input).id().arn()));
    }

    @Override
    public PutFunctionEventInvokeConfigResponse call(PutFunctionEventInvokeConfigRequest input) {
        EventInvokeConfigs.check(
                input.maximumRetryAttempts(), input.maximumEventAgeInSeconds(), input.destinationConfig());
        AsyncSettings settings = new AsyncSettings(
                input.maximumRetryAttempts(),
                input.maximumEventAgeInSeconds(),
                lambda.clock().time().now());
        FunctionReference reference = reference(input);
        String qualifier = reference.qualifierOrLatest();
        lambda.policies().atomically(() -> {
            EventInvokeConfigs.checkExists(lambda, reference);
            lambda.qualifiers().asyncSettings().put(reference.id(), qualifier, settings);
            return settings;
        });
        return Configurations.fill(
                        PutFunctionEventInvokeConfigResponse.builder(),
                        EventInvokeConfigs.shown(reference.id(), qualifier, settings))
                .build();
    }
}
