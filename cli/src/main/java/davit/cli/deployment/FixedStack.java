package davit.cli.deployment;

import davit.base.time.SystemTime;
import davit.cli.endpoint.Endpoint;
import davit.deploy.DeploymentSettings;
import davit.deploy.Outcome;
import davit.deploy.project.Project;
import davit.deploy.value.PropertyValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A stack of a program that is deployed and destroyed without options and questions, as by {@code davit demo}. */
public final class FixedStack {
    private final Project project;
    private final String stack;
    private final Endpoint server;
    private final Path data;
    private final PrintStream out;

    /**
     * A stack, which need not exist yet.
     *
     * @param program the program's folder
     * @param out shown what happens
     * @throws IOException if there is no program
     */
    public FixedStack(Path program, String stack, Endpoint server, Path data, PrintStream out) throws IOException {
        this.project = Project.read(program);
        this.stack = stack;
        this.server = server;
        this.data = data;
        this.out = out;
    }

    /**
     * Deploys the program.
     *
     * @return the output of this name, as text
     * @throws IOException if not everything could be done; what went wrong was shown
     */
    public String up(String output) throws IOException, InterruptedException {
        PropertyValue value = run(Run.UPDATE).outputs().value(output);
        return OutputText.plain(value, false);
    }

    /**
     * Deletes everything that the stack has.
     *
     * @throws IOException if something could not be deleted; it was shown
     */
    public void destroy() throws IOException, InterruptedException {
        Outcome _ = run(Run.DESTROY);
    }

    private Outcome run(Run run) throws IOException, InterruptedException {
        TextView view = new TextView(out, Terminal.find().isPresent());
        DeploymentSettings settings = new DeploymentSettings(
                data,
                project,
                stack,
                CloudPackages.of(server, data),
                Map.of("aws:region", server.region()),
                server.environment(),
                Set.of(),
                DeploymentSettings.PARALLEL,
                view,
                new SystemTime());
        return new ShownDeployment(settings, view).run(run);
    }
}
