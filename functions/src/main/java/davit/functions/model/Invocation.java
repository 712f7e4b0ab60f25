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
 * @param stream takes the answer while it comes, if the function streams it; absent for a client that wants it whole
 */
public record Invocation(
        String requestId,
        String invokedArn,
        Payload payload,
        @Nullable String clientContext,
        String traceId,
        boolean wantsLogTail,
        @Nullable ResponseStream stream) {
    /** A call whose answer is wanted whole. */
    public Invocation(
            String requestId,
            String invokedArn,
            Payload payload,
            @Nullable String clientContext,
            String traceId,
            boolean wantsLogTail) {
        this(requestId, invokedArn, payload, clientContext, traceId, wantsLogTail, null);
    }

    /** The same call, whose answer may go to {@code newStream}; then what is returned as a whole is empty. */
    public Invocation streamingTo(ResponseStream newStream) {
        return new Invocation(requestId, invokedArn, payload, clientContext, traceId, wantsLogTail, newStream);
    }
}
