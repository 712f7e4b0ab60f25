package davit.functions.model;

import org.jspecify.annotations.Nullable;

/**
 * One call of a function.
 *
 * @param requestId its id, which the function and its logs see
 * @param invokedArn the ARN that was called
 * @param payload the event, JSON
 * @param clientContext what the client said of itself, JSON; absent mostly
 * @param traceId the X-Ray header, {@code Root=…;Parent=…;Sampled=0}
 * @param wantsLogTail whether the end of its log is part of the result
 */
public record Invocation(
        String requestId,
        String invokedArn,
        Payload payload,
        @Nullable String clientContext,
        String traceId,
        boolean wantsLogTail) {}
