package davit.sandbox;

import davit.base.process.Command;
import davit.linux.network.NetworkNamespace;
import davit.linux.process.Pipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts programs by crun, or by another OCI runtime that takes its arguments.
 *
 * @see <a href="https://github.com/opencontainers/runtime-spec">the specification</a>
 */
final class OciRuntime implements SandboxRuntime {
    // The status goes to descriptor 3, which the runtime passes on.
    private static final String SCRIPT = "read -r _ && status=$1 && shift && exec \"$@\" 3>\"$status\"";
    private static final byte[] WORD = "\n".getBytes(StandardCharsets.US_ASCII);

    private final String program;
    private final Path state;
    private final BundleConfig config;

    private OciRuntime(String program, Path state, BundleConfig config) {
        this.program = program;
        this.state = state;
        this.config = config;
    }

    /**
     * Runs {@code program}.
     *
     * @param state the folder in which it keeps what it knows
     * @throws SandboxException if this is not crun: others lack what it is told
     */
    static OciRuntime of(String program, Path state) throws IOException, InterruptedException {
        if (!Command.exists(program)) {
            throw new SandboxException("use " + program + " for sandboxes: there is no such program");
        }
        if (!Command.of(program, "--version").run().startsWith("crun ")) {
            throw new SandboxException(
                    "use " + program + " for sandboxes: it lacks crun's --cgroup-manager=disabled, so"
                            + " that it would take its processes out of the groups that limit them; use crun, or Davit's own"
                            + " launcher");
        }
        return new OciRuntime(program, state, BundleConfig.load());
    }

    @Override
    public Launcher launcher(Bundle bundle, NetworkNamespace network, int firstUserId, Pipe output) throws IOException {
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "davit-launcher",
                bundle.statusFile().toString(),
                program,
                "--root=" + state,
                "--cgroup-manager=disabled",
                "run",
                "--detach",
                "--preserve-fds=1",
                "--pid-file=" + bundle.pidFile(),
                "--bundle=" + bundle.folder(),
                bundle.name());
        return new OciLauncher(WaitingProcess.start(command, output), bundle, network, firstUserId);
    }

    private final class OciLauncher implements Launcher {
        private final WaitingProcess process;
        private final Bundle bundle;
        private final NetworkNamespace network;
        private final int firstUserId;

        OciLauncher(WaitingProcess process, Bundle bundle, NetworkNamespace network, int firstUserId) {
            this.process = process;
            this.bundle = bundle;
            this.network = network;
            this.firstUserId = firstUserId;
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public boolean isWaiting() {
            return process.isRunning();
        }

        @Override
        public void prepare() {
            // The runtime makes the namespaces when it starts the program.
        }

        @Override
        public boolean launch(Place place, SandboxProcess program) throws IOException, InterruptedException {
            config.write(bundle.config(), place, network.file(), firstUserId, program);
            return process.finish(WORD) == 0;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            process.close();
            FileTrees.delete(state.resolve(bundle.name()));
        }
    }
}
