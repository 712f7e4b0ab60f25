package davit.functions.engine;

import davit.functions.model.Invocation;
import davit.functions.model.InvocationResult;
import java.util.Optional;

/**
 * One execution environment of one function's generation: what the {@link Dispatcher} knows of it, whether it is in this
 * process or on another machine.
 *
 * <p>Thread safety: {@link #stop} may be called from any thread; one invocation at a time.
 */
public interface Environment {
    /**
     * Runs one invocation; the first one starts the environment.
     *
     * @param lease to be named when the invocation has ended
     * @return empty if the environment had ended before the function could see the event: another may run it
     */
    Optional<InvocationResult> invoke(Lease lease, Invocation invocation) throws InterruptedException;

    /** Whether its invocation has not ended in time, and cannot by itself; asked once in a while. */
    boolean isOverdue();

    /** Ends the environment if it is overdue. */
    void stopIfOverdue();

    /**
     * Starts the environment before its first invocation, and tells that it is idle; if that fails, that it is gone.
     */
    void initialize() throws InterruptedException;

    /** Ends the environment: its process gets a short time to finish. Idempotent. */
    void stop();

    /** Makes environments. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes one; it starts with its first invocation. Called while the dispatcher holds its lock: waits for nothing
         * and tells nothing.
         */
        Environment create(EnvironmentId id, Served served, Events events);
    }

    /** What an environment tells of itself. Called from any thread. */
    interface Events {
        /** The invocation of {@code lease} ended; before {@code deadlineNanos} the runtime should ask for the next. */
        void settling(Lease lease, long deadlineNanos);

        /** The runtime asked for the next event; returns whether the environment shall live on. */
        boolean idle(EnvironmentId id);

        /** The environment ended. */
        void gone(EnvironmentId id);
    }
}
