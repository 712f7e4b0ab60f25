package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.RequestLimit;
import davit.functions.engine.Served;
import davit.functions.model.AsyncEvent;
import davit.functions.model.Constraints;
import davit.functions.model.Failures;
import davit.functions.model.FunctionReference;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import davit.functions.model.LambdaError;
import davit.functions.model.Payload;
import davit.functions.model.QualifiedVersion;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invokes a function: waits for its answer, or accepts the event for later, or only checks that it could. */
final class Invoke implements Operation.Plain<InvokeRequest, InvokeResponse> {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    Invoke(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public RequestLimit requestLimit() {
        return new RequestLimit(Payload.MAX_EVENT_BYTES, "InvokeFunction");
    }

    private static FunctionReference reference(InvokeRequest input) {
        return FunctionReference.parseForReading(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(InvokeRequest input) {
        return InvokeRules.access(lambda, reference(input));
    }

    @Override
    public InvokeResponse call(InvokeRequest input) {
        new Constraints()
                .oneOf("invocationType", input.invocationTypeAsString(), List.of("Event", "RequestResponse", "DryRun"))
                .oneOf("logType", input.logTypeAsString(), List.of("None", "Tail"))
                .check();
        FunctionReference reference = reference(input);
        QualifiedVersion target = InvokeRules.target(lambda, reference);
        String type = CreateFunction.or(input.invocationTypeAsString(), "RequestResponse");
        if (type.equals("DryRun")) {
            return InvokeResponse.builder()
                    .statusCode(NO_CONTENT)
                    .executedVersion(target.number())
                    .build();
        }
        Payload payload = InvokeRules.payload(input.payload(), type.equals("Event"));
        Served served = InvokeRules.served(target);
        return type.equals("Event")
                ? accept(reference, input, payload)
                : invoke(served, invocation(reference, input, payload));
    }

    private Invocation invocation(FunctionReference reference, InvokeRequest input, Payload payload) {
        return new Invocation(
                RequestContext.current().requestId(),
                reference.arn().toString(),
                payload,
                InvokeRules.clientContext(input.clientContext()),
                lambda.clock().ids().traceId(lambda.clock().time().now().getEpochSecond()),
                "Tail".equals(input.logTypeAsString()));
    }

    private InvokeResponse accept(FunctionReference reference, InvokeRequest input, Payload payload) {
        Instant now = lambda.clock().time().now();
        AsyncEvent event = new AsyncEvent(
                RequestContext.current().requestId(),
                reference.id(),
                reference.arn().toString(),
                InvokeRules.clientContext(input.clientContext()),
                lambda.clock().ids().traceId(now.getEpochSecond()),
                now,
                now,
                0,
                0);
        if (!lambda.asyncInvoker().accept(event, payload)) {
            throw InvokeRules.throttled(InvocationOutcome.Throttled.Reason.ACCOUNT);
        }
        return InvokeResponse.builder().statusCode(ACCEPTED).build();
    }

    private InvokeResponse invoke(Served served, Invocation invocation) {
        InvokeRules.checkNetwork(lambda, served);
        try {
            InvocationResult result = lambda.dispatcher().invoke(served, invocation);
            RequestContext.current().held().until(result::forget);
            InvokeResponse.Builder response = InvokeResponse.builder()
                    .statusCode(OK)
                    .executedVersion(served.number())
                    .logResult(result.logTail().orElse(null));
            return answer(response, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LambdaError.SERVICE.because("The platform is shutting down.");
        }
    }

    private static InvokeResponse answer(InvokeResponse.Builder response, InvocationResult result) {
        return switch (result.outcome()) {
            case InvocationOutcome.Returned(Payload payload) ->
                response.payload(bytes(payload)).build();
            case InvocationOutcome.HandlerFailed _,
                    InvocationOutcome.ResponseTooLarge _,
                    InvocationOutcome.TimedOut _,
                    InvocationOutcome.RuntimeExited _,
                    InvocationOutcome.InitFailed _ ->
                response.functionError("Unhandled")
                        .payload(bytes(Failures.payload(result.requestId(), result.outcome())
                                .orElse(Payload.EMPTY)))
                        .build();
            case InvocationOutcome.Throttled _,
                    InvocationOutcome.RoleNotAssumable _,
                    InvocationOutcome.PlatformFailed _ -> throw InvokeRules.notRun(result.outcome());
        };
    }

    private static SdkBytes bytes(Payload payload) {
        return SdkBytes.fromByteArrayUnsafe(payload.bytes());
    }
}
