package davit.functions;

/**
 * What Lambda is doing.
 *
 * @param functions how many functions there are
 * @param environments how many execution environments live
 * @param busyEnvironments how many of them run an invocation
 * @param queuedEvents how many accepted events are not delivered yet
 */
public record LambdaStatus(int functions, int environments, int busyEnvironments, int queuedEvents) {}
