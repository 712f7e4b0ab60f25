package davit.functions.engine;

/**
 * Names an execution environment within this process.
 *
 * @param number counted from 1
 */
public record EnvironmentId(long number) {}
