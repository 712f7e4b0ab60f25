package davit.sandbox;

import davit.linux.mount.Mount;
import java.util.Set;

/**
 * Makes sandboxes on this host. Implementations: {@code LinuxSandboxes}, and {@code FakeSandboxes} in tests.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public interface Sandboxes extends AutoCloseable {
    /**
     * Makes a sandbox with all its namespaces, limits and mounts, in which nothing runs yet.
     *
     * @param id its name, new on this host
     * @param root the image; stays where it is while the sandbox lives
     * @param network one of {@link #networks}
     * @param output told what the processes inside write
     * @throws SandboxException if the host lacks something; nothing is left behind
     */
    Sandbox prepare(SandboxId id, Mount root, SandboxLimits limits, NetworkName network, SandboxOutput output)
            throws SandboxException;

    /** The same, in {@link NetworkName#DEFAULT}. */
    default Sandbox prepare(SandboxId id, Mount root, SandboxLimits limits, SandboxOutput output)
            throws SandboxException {
        return prepare(id, root, limits, NetworkName.DEFAULT, output);
    }

    /** The networks that sandboxes can be in; {@link NetworkName#DEFAULT} is one. */
    Set<NetworkName> networks();

    /** Closes every sandbox that still lives. */
    @Override
    void close();
}
