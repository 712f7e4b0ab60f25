package davit.cli.deployment;

import davit.base.time.SystemTime;
import davit.cli.endpoint.EndpointOptions;
import davit.deploy.Deployment;
import davit.deploy.project.Project;
import davit.deploy.project.StackConfiguration;
import davit.deploy.state.StackFile;
import davit.deploy.state.StackName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a stack of a program. */
public final class StackOptions {
    @Mixin
    private EndpointOptions endpoint = new EndpointOptions();

    @Option(names = "--stack", defaultValue = "dev", description = "the stack (default: ${DEFAULT-VALUE})")
    private String stack = "dev";

    @Option(
            names = {"-C", "--cwd"},
            paramLabel = "DIR",
            description = "the program's folder (default: this one)")
    private Path folder = Path.of("");

    /** The server's options. */
    public EndpointOptions endpoint() {
        return endpoint;
    }

    /** The stack's name. */
    public String stack() {
        return stack;
    }

    /** Uses another folder, which was given in another place of the command. */
    public void useFolder(Path named) {
        folder = named;
    }

    /** Whether {@code text} is the folder of a program, rather than a name. */
    public static boolean isProgram(String text) {
        return Files.exists(Path.of(text, "Pulumi.yaml"));
    }

    /** The program. */
    public Project project() throws IOException {
        return Project.read(folder);
    }

    /** The project and stack. */
    public StackName name() throws IOException {
        try {
            return new StackName(project().name(), stack);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The stack's state. */
    public StackFile state() throws IOException {
        return StackFile.open(endpoint.data(), name(), System.getenv(), new SystemTime());
    }

    /**
     * The stack's state, which must exist.
     *
     * @throws IOException if the stack was never deployed
     */
    public StackFile existingState() throws IOException {
        StackFile state = state();
        if (!state.exists()) {
            throw new IOException("the stack " + name() + " was never deployed (no " + state.path() + ")");
        }
        return state;
    }

    /** The stack's configuration. */
    public StackConfiguration configuration() throws IOException {
        StackName name = name();
        return Deployment.readConfiguration(endpoint.data(), project(), name.stack());
    }
}
