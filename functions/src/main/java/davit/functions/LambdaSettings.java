package davit.functions;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * How Lambda runs on this machine.
 *
 * @param endpointPort the port of the platform, asked for when environments start
 * @param cpus how many processors one environment gets at most
 * @param concurrency how many invocations run at once, all functions together
 * @param environments how many environments live at once
 * @param initLimit how long the first init of an environment may take
 * @param maxIdle how long an environment is kept without an invocation
 * @param credentialsValidity how long the credentials of an environment are valid; it is replaced well before
 */
public record LambdaSettings(
        IntSupplier endpointPort,
        double cpus,
        int concurrency,
        int environments,
        Duration initLimit,
        Duration maxIdle,
        Duration credentialsValidity) {
    private static final int CONCURRENCY = 1000;
    private static final int ENVIRONMENTS = 500;
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);
    private static final Duration MAX_IDLE = Duration.ofMinutes(10);
    private static final Duration CREDENTIALS_VALIDITY = Duration.ofHours(12);

    /** Lambda's own limits, on a machine of this many processors. */
    public static LambdaSettings defaults(IntSupplier endpointPort, double cpus) {
        return new LambdaSettings(
                endpointPort, cpus, CONCURRENCY, ENVIRONMENTS, INIT_LIMIT, MAX_IDLE, CREDENTIALS_VALIDITY);
    }

    /** The same, with environments that are kept so long without an invocation. */
    public LambdaSettings withMaxIdle(Duration idle) {
        return new LambdaSettings(endpointPort, cpus, concurrency, environments, initLimit, idle, credentialsValidity);
    }
}
