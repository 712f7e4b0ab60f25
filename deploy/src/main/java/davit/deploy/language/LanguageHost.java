package davit.deploy.language;

import davit.deploy.event.DeploymentListener;
import davit.deploy.project.Project;
import davit.deploy.project.ProjectException;
import java.io.IOException;

/** Runs the programs of one language. */
public interface LanguageHost {
    /**
     * Installs the packages that a program asks for, if they are not there.
     *
     * @param listener told what is installed
     * @throws IOException with the installer's own words
     */
    void prepare(Project project, DeploymentListener listener) throws IOException, InterruptedException;

    /** Whether packages are there, as far as a glance can tell. */
    boolean isPrepared(Project project);

    /**
     * Runs a prepared program to its end. If the calling thread is interrupted, the program is killed.
     *
     * @return its exit status; 0 if it went well
     */
    int run(ProgramRun run) throws IOException, InterruptedException;

    /**
     * The host of a language as {@code Pulumi.yaml} names it.
     *
     * @throws ProjectException if davit has none
     */
    static LanguageHost of(String runtime) throws ProjectException {
        return switch (runtime) {
            case "nodejs" -> new NodeHost();
            case "python" -> new PythonHost();
            default ->
                throw new ProjectException(
                        "the runtime '" + runtime + "' of Pulumi.yaml is not one that davit runs: nodejs, python");
        };
    }
}
