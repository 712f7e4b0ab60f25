package davit.sandbox;

import davit.linux.cgroup.Cgroup;
import davit.linux.network.NetworkNamespace;
import davit.linux.process.Pipe;
import java.io.IOException;

/**
 * What starts the programs of sandboxes: Davit's own launcher, or an OCI runtime.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
interface SandboxRuntime {
    /**
     * What the processes of a sandbox belong to.
     *
     * @param cgroup limits them from their first instruction on
     * @param firstUserId the first id of the machine that the sandbox's users have
     */
    record Membership(Cgroup cgroup, NetworkNamespace network, int firstUserId) {}

    /**
     * Starts a process for a sandbox, which waits.
     *
     * @param bundle where it leaves its files
     * @param output takes what it and the program write; this process's end is closed here
     */
    Launcher launcher(Bundle bundle, Membership membership, Pipe output) throws IOException;
}
