package davit.sandbox;

/**
 * Takes what the processes of a sandbox write to standard output and standard error, line by line as it comes.
 *
 * <p>Called by one thread at a time, not always the same one: besides the reader of the pipe, whoever calls {@link
 * Sandbox#tellOutput} brings what is in it. Must be quick: while it runs, the sandbox's pipe fills.
 */
@FunctionalInterface
public interface SandboxOutput {
    /** Takes one line without its end; a line longer than 256 KiB comes in pieces. */
    void line(String line);
}
