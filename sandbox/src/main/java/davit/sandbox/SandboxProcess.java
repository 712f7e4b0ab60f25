package davit.sandbox;

import java.util.List;
import java.util.Map;

/**
 * The first process of a sandbox.
 *
 * @param arguments the program, absolute or found by the environment's {@code PATH}, and its arguments
 * @param environment all of its variables
 * @param workingDirectory an absolute path inside, which the image must have: its root is read-only, so it cannot be made
 */
public record SandboxProcess(List<String> arguments, Map<String, String> environment, String workingDirectory) {
    /** Keeps copies. */
    public SandboxProcess {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
