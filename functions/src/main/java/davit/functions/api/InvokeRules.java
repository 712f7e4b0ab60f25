package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.ServiceException;
import davit.functions.engine.Served;
import davit.functions.model.EventJson;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionVersion;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.LambdaError;
import davit.functions.model.Payload;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.ResourcePolicy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** What the ways to invoke a function have in common. */
public final class InvokeRules {
    private InvokeRules() {}

    static List<Access> access(ControlPlane lambda, FunctionReference reference) {
        Access access =
                Access.to("lambda:InvokeFunction", reference.arn()).where("lambda:InvokedViaFunctionUrl", "false");
        Optional<ResourcePolicy> policy = lambda.policies().find(reference.id(), reference.qualifierOrLatest());
        return List.of(policy.map(found -> access.underPolicy(found.document())).orElse(access));
    }

    static QualifiedVersion target(ControlPlane lambda, FunctionReference reference) {
        return lambda.qualifiers()
                .route(reference.id(), reference.qualifierOrLatest())
                .orElseThrow(reference::notFound);
    }

    /**
     * What is run for a version.
     *
     * @throws ServiceException if none of its code is in force yet
     */
    public static Served served(QualifiedVersion target) {
        FunctionVersion version = target.serving();
        if (version == null) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "The operation cannot be performed at this time. The function is currently in the following state: "
                            + target.status().state().word());
        }
        return new Served(target.function(), target.number(), version);
    }

    static Payload payload(@Nullable SdkBytes given, boolean isEvent) {
        Payload payload = given == null || given.asByteArrayUnsafe().length == 0
                ? Payload.of("{}")
                : Payload.of(given.asByteArrayUnsafe());
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

    static @Nullable String clientContext(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw LambdaError.INVALID_REQUEST_CONTENT.because("Client context must be a valid Base64-encoded string.");
        }
    }

    /**
     * Checks that the network of a function is there.
     *
     * @throws ServiceException if it is not
     */
    public static void checkNetwork(ControlPlane lambda, Served served) {
        if (!lambda.account().networks().contains(served.version().settings().networkName())) {
            throw LambdaError.INVALID_SUBNET.because(
                    "The subnet ID provided in the Lambda function VPC configuration is not valid.");
        }
    }

    /** The error for what never ran. */
    static ServiceException notRun(InvocationOutcome outcome) {
        return switch (outcome) {
            case InvocationOutcome.Throttled(InvocationOutcome.Throttled.Reason reason) -> throttled(reason);
            case InvocationOutcome.RoleNotAssumable _ ->
                LambdaError.ACCESS_DENIED.because("The role defined for the function cannot be assumed by Lambda.");
            case InvocationOutcome.PlatformFailed(String message) -> LambdaError.SERVICE.because(message);
            case InvocationOutcome.Returned _,
                    InvocationOutcome.HandlerFailed _,
                    InvocationOutcome.ResponseTooLarge _,
                    InvocationOutcome.TimedOut _,
                    InvocationOutcome.RuntimeExited _,
                    InvocationOutcome.InitFailed _ -> throw new IllegalStateException("it ran: " + outcome);
        };
    }

    static ServiceException throttled(InvocationOutcome.Throttled.Reason reason) {
        return LambdaError.TOO_MANY_REQUESTS.because("Rate Exceeded.", Map.of("Reason", reason.word()));
    }
}
