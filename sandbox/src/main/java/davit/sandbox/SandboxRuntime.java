package davit.sandbox;

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
     * Starts a process for a sandbox that waits, to be moved into its cgroups meanwhile: that takes the kernel
     * milliseconds, and what the process starts is in them from its first instruction on.
     *
     * @param bundle where it leaves its files
     * @param firstUserId the first id of the machine that the sandbox's users have
     * @param output takes what it and the program write; this process's end is closed here
     */
    Launcher launcher(Bundle bundle, NetworkNamespace network, int firstUserId, Pipe output) throws IOException;
}
