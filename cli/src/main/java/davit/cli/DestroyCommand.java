package davit.cli;

import davit.cli.deployment.Confirmation;
import davit.cli.deployment.DeploymentOptions;
import davit.cli.deployment.Run;
import davit.cli.endpoint.Endpoint;
import davit.deploy.Outcome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code davit destroy}: deletes everything that a stack has. */
@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        description = "Deletes everything that a stack has; the program does not run.")
final class DestroyCommand implements Callable<Integer> {
    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!options.stack().state().exists()) {
            System.err.println("The stack " + options.stack().name() + " has nothing.");
            return 0;
        }
        confirmation.requireWay("destroy");
        Endpoint server = options.endpoint().find();
        if (!confirmation.isGiven()) {
            Outcome _ = options.run(Run.PREVIEW_DESTROY, server);
            if (!confirmation.ask("Delete all of this?")) {
                System.err.println("Nothing was deleted.");
                return 1;
            }
        }
        Outcome _ = options.run(Run.DESTROY, server);
        return 0;
    }
}
