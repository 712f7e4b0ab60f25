package davit.cli.deployment;

import davit.deploy.Deployment;
import davit.deploy.DeploymentSettings;
import davit.deploy.Outcome;
import java.io.IOException;

/**
 * A deployment that is shown while it runs, and that an interruption (Ctrl-C) ends early, with its state kept.
 *
 * @param settings what it works with; its listener is {@code view}
 * @param view shows what happens
 */
record ShownDeployment(DeploymentSettings settings, ProgressView view) {
    /**
     * Runs it.
     *
     * @param title what it does, as {@code Updating}
     * @throws IOException if it did not do all that was wanted; what went wrong was shown
     */
    Outcome run(String title, DeploymentOptions.Action action) throws IOException, InterruptedException {
        view.begin(title, settings.name());
        Deployment deployment = new Deployment(settings);
        Outcome outcome;
        try (Interruption _ = Interruption.watch(deployment)) {
            outcome = action.run(deployment);
        }
        view.end(outcome);
        if (!outcome.isDone()) {
            throw new IOException(
                    "not everything could be done; what was done is kept, and another run goes on from there");
        }
        return outcome;
    }
}
