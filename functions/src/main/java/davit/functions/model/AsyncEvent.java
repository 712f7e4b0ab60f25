package davit.functions.model;

import davit.aws.arn.Arn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was accepted for asynchronous invocation.
 *
 * @param requestId its id, the same for every attempt
 * @param function the function
 * @param invokedArn the ARN that was called
 * @param clientContext what the client said of itself; absent mostly
 * @param traceId the X-Ray header
 * @param acceptedAt when it was accepted
 * @param dueAt when it is to be tried next
 * @param functionErrors how many attempts the function failed
 * @param refusals how many attempts in a row never ran: throttled, or the platform failed
 */
public record AsyncEvent(
        String requestId,
        FunctionId function,
        String invokedArn,
        @Nullable String clientContext,
        String traceId,
        Instant acceptedAt,
        Instant dueAt,
        int functionErrors,
        int refusals) {
    /** The qualifier of the ARN that was called, {@code $LATEST} if it had none. */
    public String qualifier() {
        return function.qualifierOf(Arn.parse(invokedArn));
    }

    /** After an attempt that the function failed. */
    public AsyncEvent failed(Instant next) {
        return new AsyncEvent(
                requestId, function, invokedArn, clientContext, traceId, acceptedAt, next, functionErrors + 1, 0);
    }

    /** After an attempt that never ran. */
    public AsyncEvent refused(Instant next) {
        return new AsyncEvent(
                requestId,
                function,
                invokedArn,
                clientContext,
                traceId,
                acceptedAt,
                next,
                functionErrors,
                refusals + 1);
    }
}
