package davit.functions.engine;

/**
 * The use of an environment by one invocation, so that what is told late of one is not taken for the next.
 *
 * @param environment the environment
 * @param number counted from 1 over all environments
 */
public record Lease(EnvironmentId environment, long number) {}
