package davit.deploy.language;

import davit.deploy.event.DeploymentListener;
import davit.deploy.monitor.ProgramInformation;
import davit.deploy.project.Project;
import java.util.Map;

/**
 * One run of a program.
 *
 * @param project the program
 * @param program what it is told
 * @param monitor where the resource monitor and the engine answer, {@code HOST:PORT}
 * @param environment variables of its process, in addition to this one's
 * @param listener told the lines that it writes
 */
public record ProgramRun(
        Project project,
        ProgramInformation program,
        String monitor,
        Map<String, String> environment,
        DeploymentListener listener) {
    /** Keeps a copy. */
    public ProgramRun {
        environment = Map.copyOf(environment);
    }
}
