package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.linux.mount.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link FakeSandbox}es that all run one {@link FakeProgram}, which may look at its arguments.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class FakeSandboxes implements Sandboxes {
    private final Time time;
    private final FakeProgram program;
    private final Set<NetworkName> networks = ConcurrentHashMap.newKeySet();

    @GuardedBy("this")
    private final List<FakeSandbox> made = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable String failure;

    /**
     * Without sandboxes yet.
     *
     * @param time for the grace of {@link Sandbox#terminate}
     */
    public FakeSandboxes(Time time, FakeProgram program) {
        this.time = time;
        this.program = program;
        this.networks.add(NetworkName.DEFAULT);
    }

    /** Adds a network that sandboxes can be in. */
    public void addNetwork(NetworkName network) {
        networks.add(network);
    }

    @Override
    public Set<NetworkName> networks() {
        return Set.copyOf(networks);
    }

    /** Every sandbox made so far, closed ones too, the oldest first. */
    public synchronized List<FakeSandbox> made() {
        return List.copyOf(made);
    }

    /** The sandboxes that are not closed. */
    public List<FakeSandbox> living() {
        return made().stream()
                .filter(sandbox -> sandbox.state() != FakeSandbox.State.CLOSED)
                .toList();
    }

    /** Lets the next {@link #prepare} fail. */
    public synchronized void failNext(String message) {
        failure = message;
    }

    @Override
    public synchronized FakeSandbox prepare(
            SandboxId id, Mount root, SandboxLimits limits, NetworkName network, SandboxOutput output)
            throws SandboxException {
        if (!networks.contains(network)) {
            throw new SandboxException("prepare sandbox " + id + ": there is no network '" + network + "'");
        }
        if (failure != null) {
            String message = failure;
            failure = null;
            throw new SandboxException(message);
        }
        if (made.stream().anyMatch(sandbox -> sandbox.id().equals(id))) {
            throw new SandboxException("prepare sandbox " + id + ": there is one of this name");
        }
        FakeSandbox.Prepared prepared = new FakeSandbox.Prepared(root, limits, network, output);
        FakeSandbox sandbox = new FakeSandbox(id, prepared, time, program);
        made.add(sandbox);
        return sandbox;
    }

    @Override
    public void close() {
        living().forEach(FakeSandbox::close);
    }
}
