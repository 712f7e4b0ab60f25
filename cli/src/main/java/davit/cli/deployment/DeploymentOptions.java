package davit.cli.deployment;

import davit.base.time.SystemTime;
import davit.cli.endpoint.Endpoint;
import davit.cli.endpoint.EndpointOptions;
import davit.deploy.DeploymentSettings;
import davit.deploy.Outcome;
import davit.deploy.event.DeploymentListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of the commands that deploy a program, and how they run. */
public final class DeploymentOptions {
    @Mixin
    private StackOptions stack = new StackOptions();

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "the program's folder (default: this one)")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--json", description = "prints one JSON document at the end instead of progress")
    private boolean json;

    @Option(
            names = "--target",
            paramLabel = "URN",
            description = "works on these resources only: a URN, in which * stands for anything, or a name")
    private List<String> targets = List.of();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "" + DeploymentSettings.PARALLEL,
            description = "how many operations run at once (default: ${DEFAULT-VALUE})")
    private int parallel = DeploymentSettings.PARALLEL;

    /** The options of the stack. */
    public StackOptions stack() {
        folder.ifPresent(stack::useFolder);
        return stack;
    }

    /** The options of the server. */
    public EndpointOptions endpoint() {
        return stack.endpoint();
    }

    /** Whether a machine reads the output. */
    public boolean isJson() {
        return json;
    }

    /**
     * Runs a deployment against a server and shows what happens; an interruption (Ctrl-C) ends it early, with its state
     * kept.
     *
     * @throws IOException if it did not do all that was wanted; what went wrong was shown
     */
    public Outcome run(Run run, Endpoint server) throws IOException, InterruptedException {
        ProgressView view = json ? new JsonView() : TextView.onTerminalOrNot();
        return new ShownDeployment(settings(server, view), view).run(run);
    }

    private DeploymentSettings settings(Endpoint server, DeploymentListener listener) throws IOException {
        if (parallel < 1) {
            throw new IOException("--parallel must be 1 or more, not " + parallel);
        }
        StackOptions options = stack();
        Set<String> wanted = new HashSet<>(targets);
        return new DeploymentSettings(
                endpoint().data(),
                options.project(),
                options.name().stack(),
                CloudPackages.of(server, endpoint().data()),
                Map.of("aws:region", server.region()),
                server.environment(),
                wanted,
                parallel,
                listener,
                new SystemTime());
    }
}
