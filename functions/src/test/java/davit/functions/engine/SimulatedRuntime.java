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
    /** Whom it serves or starts for. */
    Simulation.@Nullable Call leased;

    boolean isIdle;
    boolean isGone;

    SimulatedRuntime(EnvironmentId id, FunctionId function, long generation) {
        this.id = id;
        this.function = function;
        this.generation = generation;
    }
}
