package davit.functions.engine;

import davit.functions.model.FunctionId;
import org.jspecify.annotations.Nullable;

/** An environment in a {@link Simulation}: its life, and what the simulation knows of it beside. */
final class SimulatedRuntime {
    final EnvironmentId id;
    final FunctionId function;
    final long generation;
    /** Replaced when the init is repeated. */
    RuntimeLife life = new RuntimeLife();
    /** The lease of the last invocation. */
    Lease lease;
    /** Whom it serves or starts for. */
    Simulation.@Nullable Call leased;

    boolean isIdle;
    boolean isGone;

    SimulatedRuntime(Lease lease, FunctionId function, long generation) {
        this.id = lease.environment();
        this.lease = lease;
        this.function = function;
        this.generation = generation;
    }
}
