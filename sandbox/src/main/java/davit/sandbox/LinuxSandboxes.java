package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.concurrent.TaskGroup;
import davit.base.time.Time;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sandboxes by Davit's own launcher, or by an OCI runtime.
 *
 * <p>Needs root; crun also, where cgroup v1 and v2 are mounted side by side, a mount namespace without {@code
 * /sys/fs/cgroup/unified}, which it refuses. Makes this process the parent of orphaned descendants.
 */
public final class LinuxSandboxes implements Sandboxes {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxSandboxes.class);

    private final HostSetup setup;
    private final Host host;
    private final ShellPools shells;

    @GuardedBy("this")
    private final Map<SandboxId, LinuxSandbox> living = new HashMap<>();

    @GuardedBy("this")
    private boolean closed;

    /**
     * Prepares the machine, and removes what an earlier server that was killed has left.
     *
     * @param directory for this one alone; holds the contents of {@code /tmp}, so on a disk with room for them; made if
     *     it is missing
     * @throws SandboxException if the machine lacks something, or another server uses {@code directory}; the message
     *     says what
     */
    public LinuxSandboxes(Path directory, Time time, SandboxSettings settings) throws SandboxException {
        try {
            this.setup = HostSetup.open(directory, time, settings);
            this.host = setup.host();
            this.shells = new ShellPools(host, settings.prepared());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("prepare this machine for sandboxes", e);
        } catch (IOException e) {
            throw new SandboxException("prepare this machine for sandboxes", e);
        }
    }

    @Override
    public Set<NetworkName> networks() {
        return host.networks().keySet();
    }

    @Override
    public Sandbox prepare(SandboxId id, Mount root, SandboxLimits limits, NetworkName network, SandboxOutput output)
            throws SandboxException {
        ShellPool pool = shells.pool(network).orElseThrow(() -> unknown(id, network));
        try {
            LinuxSandbox sandbox = new LinuxSandbox(id, host, pool.take(root, limits), output, this::forget);
            Optional<String> refusal = keep(sandbox);
            if (refusal.isPresent()) {
                sandbox.close();
                throw new SandboxException("prepare sandbox " + id + ": " + refusal.get());
            }
            return sandbox;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("prepare sandbox " + id, e);
        } catch (IOException e) {
            throw new SandboxException("prepare sandbox " + id, e);
        }
    }

    private static SandboxException unknown(SandboxId id, NetworkName network) {
        return new SandboxException("prepare sandbox " + id + ": there is no network '" + network + "'");
    }

    /** Why not, if so. */
    private synchronized Optional<String> keep(LinuxSandbox sandbox) {
        if (closed) {
            return Optional.of("this server is closing");
        }
        return living.putIfAbsent(sandbox.id(), sandbox) == null
                ? Optional.empty()
                : Optional.of("another one has this name");
    }

    private synchronized void forget(LinuxSandbox sandbox) {
        living.remove(sandbox.id(), sandbox);
    }

    @Override
    public void close() {
        if (beginClosing()) {
            closeAll(living());
            shells.close();
            setup.close();
        }
    }

    private synchronized boolean beginClosing() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private synchronized List<LinuxSandbox> living() {
        return List.copyOf(living.values());
    }

    private static void closeAll(List<LinuxSandbox> sandboxes) {
        try (TaskGroup<SandboxId> closing = new TaskGroup<>()) {
            for (LinuxSandbox sandbox : sandboxes) {
                closing.fork(() -> {
                    sandbox.close();
                    return sandbox.id();
                });
            }
            closing.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("close the sandboxes: one could not be closed", e.getCause());
        }
    }
}
