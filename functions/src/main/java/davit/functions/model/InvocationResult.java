package davit.functions.model;

import java.util.Optional;

/**
 * What came of an invocation.
 *
 * @param requestId its id
 * @param outcome how it ended
 * @param logTail the last 4 KB of its log, in Base64, if that was asked for
 */
public record InvocationResult(String requestId, InvocationOutcome outcome, Optional<String> logTail) {
    /** What never ran. */
    public static InvocationResult notRun(String requestId, InvocationOutcome outcome) {
        return new InvocationResult(requestId, outcome, Optional.empty());
    }

    /** Gives back the room of a large answer that is needed no longer. */
    public void forget() {
        outcome.forget();
    }
}
