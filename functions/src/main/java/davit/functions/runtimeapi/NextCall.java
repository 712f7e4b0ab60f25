package davit.functions.runtimeapi;

import davit.functions.model.Invocation;
import java.io.IOException;
import java.time.Instant;

/** A runtime that waits for an event. */
@FunctionalInterface
public interface NextCall {
    /**
     * Gives it one; once.
     *
     * @param deadline when the invocation's time is over
     * @throws IOException if the runtime's connection is broken
     */
    void answer(Invocation invocation, Instant deadline) throws IOException;
}
