package davit.sandbox;

/** How the first process of a sandbox ended. */
public sealed interface SandboxExit {
    /** It ended by itself with this status, 0 to 255. */
    record Exited(int status) implements SandboxExit {}

    /** A signal killed it, for example 9; not by {@link Sandbox#close()}. */
    record Signaled(int signal) implements SandboxExit {}

    /** The kernel killed it, or another process of the sandbox, because the memory limit was reached. */
    record OutOfMemory() implements SandboxExit {}

    /** {@link Sandbox#close()} or {@link Sandbox#terminate} ended it. */
    record Closed() implements SandboxExit {}

    /** The program could not be started at all: not found, not executable, of another architecture. */
    record NotStarted(String reason) implements SandboxExit {}
}
