package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.RequestLimit;
import davit.aws.operation.ServiceException;
import davit.functions.engine.Served;
import davit.functions.model.AsyncEvent;
import davit.functions.model.Constraints;
import davit.functions.model.EventJson;
import davit.functions.model.Failures;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionVersion;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import davit.functions.model.LambdaError;
import davit.functions.model.Payload;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.ResourcePolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        FunctionReference reference = reference(input);
        Access access = Access.to("lambda:InvokeFunction", reference.arn());
        Optional<ResourcePolicy> policy = lambda.policies().find(reference.id(), reference.qualifierOrLatest());
        return List.of(policy.map(found -> access.underPolicy(found.document())).orElse(access));
    }

    @Override
    public InvokeResponse call(InvokeRequest input) {
        new Constraints()
                .oneOf("invocationType", input.invocationTypeAsString(), List.of("Event", "RequestResponse", "DryRun"))
                .oneOf("logType", input.logTypeAsString(), List.of("None", "Tail"))
                .check();
        FunctionReference reference = reference(input);
        QualifiedVersion target = lambda.qualifiers()
                .route(reference.id(), reference.qualifierOrLatest())
                .orElseThrow(reference::notFound);
        String type = CreateFunction.or(input.invocationTypeAsString(), "RequestResponse");
        if (type.equals("DryRun")) {
            return InvokeResponse.builder()
                    .statusCode(NO_CONTENT)
                    .executedVersion(target.number())
                    .build();
        }
        Payload payload = payload(input, type.equals("Event"));
        FunctionVersion version = serving(target);
        return type.equals("Event")
                ? accept(reference, input, payload)
                : invoke(
                        new Served(target.function(), target.number(), version), invocation(reference, input, payload));
    }

    private static Payload payload(InvokeRequest input, boolean isEvent) {
        Payload payload = input.payload() == null || input.payload().asByteArrayUnsafe().length == 0
                ? Payload.of("{}")
                : Payload.of(input.payload().asByteArrayUnsafe());
        if (isEvent && payload.size() > Payload.MAX_ASYNC_EVENT_BYTES) {
            throw LambdaError.REQUEST_TOO_LARGE.because(payload.size()
                    + " byte payload is too large for the Event invocation type (limit "
                    + Payload.MAX_ASYNC_EVENT_BYTES + " bytes)");
        }
        if (payload.size() > Payload.MAX_EVENT_BYTES) {
            throw LambdaError.REQUEST_TOO_LARGE.because("Request must be smaller than " + Payload.MAX_EVENT_BYTES
                    + " bytes for the InvokeFunction operation");
        }
        EventJson.check(payload);
        return payload;
    }

    private static FunctionVersion serving(QualifiedVersion target) {
        FunctionVersion version = target.serving();
        if (version == null) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "The operation cannot be performed at this time. The function is currently in the following state: "
                            + target.status().state().word());
        }
        return version;
    }

    private Invocation invocation(FunctionReference reference, InvokeRequest input, Payload payload) {
        return new Invocation(
                RequestContext.current().requestId(),
                reference.arn().toString(),
                payload,
                clientContext(input),
                lambda.clock().ids().traceId(lambda.clock().time().now().getEpochSecond()),
                "Tail".equals(input.logTypeAsString()));
    }

    private static @Nullable String clientContext(InvokeRequest input) {
        if (input.clientContext() == null || input.clientContext().isEmpty()) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(input.clientContext()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw LambdaError.INVALID_REQUEST_CONTENT.because("Client context must be a valid Base64-encoded string.");
        }
    }

    private InvokeResponse accept(FunctionReference reference, InvokeRequest input, Payload payload) {
        Instant now = lambda.clock().time().now();
        AsyncEvent event = new AsyncEvent(
                RequestContext.current().requestId(),
                reference.id(),
                reference.arn().toString(),
                clientContext(input),
                lambda.clock().ids().traceId(now.getEpochSecond()),
                now,
                now,
                0,
                0);
        if (!lambda.asyncInvoker().accept(event, payload)) {
            throw throttled(InvocationOutcome.Throttled.Reason.ACCOUNT);
        }
        return InvokeResponse.builder().statusCode(ACCEPTED).build();
    }

    private InvokeResponse invoke(Served served, Invocation invocation) {
        if (!lambda.account().networks().contains(served.version().settings().networkName())) {
            throw LambdaError.INVALID_SUBNET.because(
                    "The subnet ID provided in the Lambda function VPC configuration is not valid.");
        }
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
            case InvocationOutcome.Throttled(InvocationOutcome.Throttled.Reason reason) -> throw throttled(reason);
            case InvocationOutcome.RoleNotAssumable _ ->
                throw LambdaError.ACCESS_DENIED.because(
                        "The role defined for the function cannot be assumed by Lambda.");
            case InvocationOutcome.PlatformFailed(String message) -> throw LambdaError.SERVICE.because(message);
        };
    }

    private static SdkBytes bytes(Payload payload) {
        return SdkBytes.fromByteArrayUnsafe(payload.bytes());
    }

    private static ServiceException throttled(InvocationOutcome.Throttled.Reason reason) {
        return LambdaError.TOO_MANY_REQUESTS.because("Rate Exceeded.", Map.of("Reason", reason.word()));
    }
}
