package davit.functions.engine;

/** Makes environments in sandboxes of this machine. */
public final class LocalEnvironments implements Environment.Factory {
    private final LocalHost host;
    private final Freezer freezer;

    /** Environments on {@code host}. */
    public LocalEnvironments(LocalHost host) {
        this.host = host;
        this.freezer = new Freezer(host.time());
    }

    @Override
    public Environment create(EnvironmentId id, Served served, Environment.Events events) {
        return new LocalEnvironment(id, host, served, events, freezer);
    }
}
