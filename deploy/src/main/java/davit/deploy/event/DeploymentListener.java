package davit.deploy.event;

/** Told what happens, from many threads at once. */
@FunctionalInterface
public interface DeploymentListener {
    /** Something happened. Should return soon: the deployment waits for it. */
    void on(DeploymentEvent event);
}
