package davit.cli;

import davit.cli.deployment.DeploymentOptions;
import davit.cli.deployment.Run;
import davit.deploy.Outcome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code davit preview}: shows what {@code davit up} would do. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Shows what 'davit up' would do, and does nothing.")
final class PreviewCommand implements Callable<Integer> {
    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.stack().name();
        Outcome _ = options.run(Run.PREVIEW_UPDATE, options.endpoint().find());
        return 0;
    }
}
