package davit.cli;

import davit.cli.deployment.Confirmation;
import davit.cli.deployment.DeploymentOptions;
import davit.cli.deployment.Run;
import davit.deploy.Outcome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code davit refresh}: brings the state of a stack in line with what is there. */
@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        description = "Brings a stack's state in line with what is there; the next 'up' mends what differs.")
final class RefreshCommand implements Callable<Integer> {
    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.stack().existingState();
        confirmation.requireWay("refresh");
        if (!confirmation.isGiven() && !confirmation.ask("Change the stack's state to what is there?")) {
            System.err.println("Nothing was changed.");
            return 1;
        }
        Outcome _ = options.run(Run.REFRESH, options.endpoint().find());
        return 0;
    }
}
