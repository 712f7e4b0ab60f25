package davit.cli.deployment;

import davit.deploy.Deployment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when the user interrupts a deployment: no further step begins, and those that run have some seconds to
 * end. A step that does not end in time stays in the state as pending, and the next run looks into it.
 */
final class Interruption implements AutoCloseable {
    private static final int LONGEST_WAIT_SECONDS = 15;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Deployment deployment) {
        this.hook = Thread.ofPlatform().unstarted(() -> interrupt(deployment));
    }

    /** Watches for an interruption until it is closed. */
    static Interruption watch(Deployment deployment) {
        Interruption watching = new Interruption(deployment);
        Runtime.getRuntime().addShutdownHook(watching.hook);
        return watching;
    }

    private void interrupt(Deployment deployment) {
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

    @Override
    public void close() {
        ended.countDown();
        try {
            boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending: the hook runs, and goes on as the latch is open now
        }
    }
}
