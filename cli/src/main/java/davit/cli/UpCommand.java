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

/** {@code davit up}: deploys a Pulumi program. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Deploys a Pulumi program; starts a server if none runs.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.stack().name(); // a folder without a program must not start a server
        confirmation.requireWay("up");
        Endpoint server = options.endpoint().findOrStart().endpoint();
        if (!confirmation.isGiven()) {
            Outcome preview = options.run(Run.PREVIEW_UPDATE, server);
            if (preview.hasChanges() && !confirmation.ask("Perform this update?")) {
                System.err.println("Nothing was changed.");
                return 1;
            }
        }
        Outcome _ = options.run(Run.UPDATE, server);
        return 0;
    }
}
