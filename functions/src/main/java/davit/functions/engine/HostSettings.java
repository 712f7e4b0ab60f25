package davit.functions.engine;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * How environments run on this machine.
 *
 * @param endpointPort the platform's port, at which a function finds it on its own loopback address too
 * @param cpus how many processors the machine lends to one environment at most
 * @param initLimit how long the first init may take; then it is repeated within the invocation's time
 * @param credentialsValidity how long the credentials of an environment are valid; it is replaced well before
 * @param maxIdle how long an environment may be idle and still be used
 * @param stopGrace how long a process may take to finish after SIGTERM
 */
public record HostSettings(
        IntSupplier endpointPort,
        double cpus,
        Duration initLimit,
        Duration credentialsValidity,
        Duration maxIdle,
        Duration stopGrace) {}
