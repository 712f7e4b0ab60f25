package davit.functions.engine;

/**
 * What the engine is doing.
 *
 * @param environments how many environments there are
 * @param busy how many of them run an invocation
 */
public record EngineCounts(int environments, int busy) {}
