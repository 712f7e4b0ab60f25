package davit.cli.deployment;

import davit.deploy.Deployment;
import davit.deploy.DeploymentSettings;
import davit.deploy.Outcome;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A deployment that is shown while it runs, and that an interruption (Ctrl-C) ends early, with its state kept.
 *
 * @param settings what it works with; its listener is {@code view}
 * @param view shows what happens
 */
record ShownDeployment(DeploymentSettings settings, ProgressView view) {
    private static final int LONGEST_WAIT_SECONDS = 15;

    /**
     * Runs it.
     *
     * @throws IOException if it did not do all that was wanted; what went wrong was shown
     */
    Outcome run(Run run) throws IOException, InterruptedException {
        view.begin(run, settings.name());
        Deployment deployment = new Deployment(settings);
        CountDownLatch ended = new CountDownLatch(1);
        Outcome outcome;
        try (Interruption _ = Interruption.watch(() -> endEarly(deployment, ended))) {
            outcome = run.of(deployment);
            view.end(outcome);
        } finally {
            ended.countDown();
        }
        if (!outcome.isDone()) {
            throw new IOException(
                    run.isPreview()
                            ? "this could not be done; nothing was changed"
                            : "not everything could be done; what was done is kept, and another run goes on from there");
        }
        return outcome;
    }

    /**
     * No further step begins, and those that run have some seconds to end. A step that does not end in time stays in
     * the state as pending, and the next run looks into it.
     */
    private static void endEarly(Deployment deployment, CountDownLatch ended) {
        System.err.println("Interrupted: waiting for the steps that run.");
        deployment.cancel();
        try {
            if (!ended.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Some steps did not end; the next run looks into them.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
