package davit.functions.model;

import davit.base.json.Json;
import davit.functions.model.InvocationOutcome.HandlerFailed;
import davit.functions.model.InvocationOutcome.InitFailed;
import davit.functions.model.InvocationOutcome.PlatformFailed;
import davit.functions.model.InvocationOutcome.ResponseTooLarge;
import davit.functions.model.InvocationOutcome.Returned;
import davit.functions.model.InvocationOutcome.RoleNotAssumable;
import davit.functions.model.InvocationOutcome.RuntimeExited;
import davit.functions.model.InvocationOutcome.Throttled;
import davit.functions.model.InvocationOutcome.TimedOut;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What clients and logs are told of an invocation that failed, in Lambda's words. */
public final class Failures {
    private static final String TIMED_OUT = "Sandbox.Timedout";
    private static final double MILLIS_PER_SECOND = 1000.0;

    private Failures() {}

    /** What the client gets as the payload; empty for a success and for what never ran. */
    public static Optional<Payload> payload(String requestId, InvocationOutcome outcome) {
        return switch (outcome) {
            case HandlerFailed(String _, Payload payload) -> Optional.of(payload);
            case InitFailed(String _, Payload payload) -> Optional.of(payload);
            case ResponseTooLarge _ ->
                Optional.of(
                        error("Function.ResponseSizeTooLarge", sentence(outcome).orElseThrow()));
            case TimedOut _ ->
                Optional.of(
                        error(TIMED_OUT, forRequest(requestId, sentence(outcome).orElseThrow())));
            case RuntimeExited(RuntimeEnd end) ->
                Optional.of(error(
                        end.errorType(), forRequest(requestId, sentence(outcome).orElseThrow())));
            case Returned _, Throttled _, RoleNotAssumable _, PlatformFailed _ -> Optional.empty();
        };
    }

    /** What the REPORT line calls the error; empty for a success, a timeout and what never ran. */
    public static Optional<String> errorType(InvocationOutcome outcome) {
        return switch (outcome) {
            case HandlerFailed(String type, Payload _) -> Optional.of(type);
            case InitFailed(String type, Payload _) -> Optional.of(type);
            case ResponseTooLarge _ -> Optional.of("Function.ResponseSizeTooLarge");
            case RuntimeExited(RuntimeEnd end) -> Optional.of(end.errorTypeInLogs());
            case Returned _, TimedOut _, Throttled _, RoleNotAssumable _, PlatformFailed _ -> Optional.empty();
        };
    }

    /** What the end of a streamed answer calls the error; empty for a success and for what never ran. */
    public static Optional<String> code(InvocationOutcome outcome) {
        return switch (outcome) {
            case TimedOut _ -> Optional.of(TIMED_OUT);
            case RuntimeExited(RuntimeEnd end) -> Optional.of(end.errorType());
            case HandlerFailed _, InitFailed _, ResponseTooLarge _ -> errorType(outcome);
            case Returned _, Throttled _, RoleNotAssumable _, PlatformFailed _ -> Optional.empty();
        };
    }

    /** The platform's own sentence on what went wrong; empty where the function's words stand. */
    public static Optional<String> sentence(InvocationOutcome outcome) {
        return switch (outcome) {
            case ResponseTooLarge(long maxBytes) ->
                Optional.of("Response payload size exceeded maximum allowed payload size (" + maxBytes + " bytes).");
            case TimedOut(Duration timeout) ->
                Optional.of(String.format(
                        Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / MILLIS_PER_SECOND));
            case RuntimeExited(RuntimeEnd end) -> Optional.of(end.message());
            case HandlerFailed _, InitFailed _, Returned _, Throttled _, RoleNotAssumable _, PlatformFailed _ ->
                Optional.empty();
        };
    }

    private static String forRequest(String requestId, String sentence) {
        return "RequestId: " + requestId + " Error: " + sentence;
    }

    private static Payload error(String type, String message) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("errorType", type);
        members.put("errorMessage", message);
        return Payload.of(Json.bytes(members));
    }
}
