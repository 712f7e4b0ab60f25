package davit.sandbox;

import davit.linux.process.Ending;
import java.util.Map;
import java.util.Optional;

/** Tells from what process 1 and the kernel say how the program of a sandbox ended. */
final class Endings {
    private static final Map<Integer, String> EXECUTION_ERRORS = Map.of(
            1, "operation not permitted",
            2, "no such file or directory",
            7, "argument list too long",
            8, "exec format error",
            13, "permission denied",
            20, "not a directory",
            36, "file name too long",
            40, "too many levels of symbolic links");

    private Endings() {}

    /**
     * The ending.
     *
     * @param init how process 1 ended, which counts only if it could not write
     * @param status what process 1 wrote, see init.c
     * @param oomKills how many processes the kernel killed because of the memory limit
     */
    static SandboxExit exit(Ending init, String status, long oomKills) {
        SandboxExit exit = status.lines().findFirst().flatMap(Endings::parse).orElseGet(() -> switch (init) {
            case Ending.Exited(int code) -> new SandboxExit.Exited(code);
            case Ending.Signaled(int signal) -> new SandboxExit.Signaled(signal);
        });
        boolean wentWell = exit.equals(new SandboxExit.Exited(0));
        return oomKills > 0 && !wentWell ? new SandboxExit.OutOfMemory() : exit;
    }

    /**
     * What the OCI runtime's refusal means: {@link SandboxExit.NotStarted} if it is the working directory that the image
     * lacks; empty if the machine is to blame.
     */
    static Optional<SandboxExit> refusal(String message) {
        return message.startsWith("chdir ") ? Optional.of(new SandboxExit.NotStarted(message)) : Optional.empty();
    }

    private static Optional<SandboxExit> parse(String line) {
        int number = Integer.parseInt(line.substring(2));
        return switch (line.charAt(0)) {
            case 'e' -> Optional.of(new SandboxExit.Exited(number));
            case 's' -> Optional.of(new SandboxExit.Signaled(number));
            case 'x' ->
                Optional.of(new SandboxExit.NotStarted(
                        EXECUTION_ERRORS.getOrDefault(number, "it could not be executed, errno " + number)));
            default -> throw new IllegalStateException("process 1 wrote: " + line);
        };
    }
}
