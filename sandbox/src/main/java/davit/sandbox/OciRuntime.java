package davit.sandbox;

import davit.base.process.Command;
import davit.linux.process.Pipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts programs by crun, or by another OCI runtime that takes its arguments.
 *
 * @see <a href="https://github.com/opencontainers/runtime-spec">the specification</a>
 */
final class OciRuntime implements SandboxRuntime {
    // It enters the cgroups, and waits for a line. The status goes to descriptor 3, which the runtime passes on.
    private static final String SCRIPT = """
            status=$1
            while shift && [ "$1" != -- ]; do echo 0 >"$1" || exit; done
            shift
            read -r _ && exec "$@" 3>"$status"
            """;
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
    public Launcher launcher(Bundle bundle, Membership membership, Pipe output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh", "-c", SCRIPT, "davit-launcher", bundle.statusFile().toString()));
        membership.cgroup().entrances().forEach(file -> command.add(file.toString()));
        command.addAll(List.of(
                "--",
                program,
                "--root=" + state,
                "--cgroup-manager=disabled",
                "run",
                "--detach",
                "--preserve-fds=1",
                "--pid-file=" + bundle.pidFile(),
                "--bundle=" + bundle.folder(),
                bundle.name()));
        return new OciLauncher(WaitingProcess.start(command, output), bundle, membership);
    }

    private final class OciLauncher implements Launcher {
        private final WaitingProcess process;
        private final Bundle bundle;
        private final Membership membership;

        OciLauncher(WaitingProcess process, Bundle bundle, Membership membership) {
            this.process = process;
            this.bundle = bundle;
            this.membership = membership;
        }

        @Override
        public boolean isWaiting() {
            return process.isRunning();
        }

        @Override
        public boolean launch(Place place, SandboxProcess program) throws IOException, InterruptedException {
            config.write(bundle.config(), place, membership.network().file(), membership.firstUserId(), program);
            return process.finish(WORD) == 0;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            process.close();
            FileTrees.delete(state.resolve(bundle.name()));
        }
    }
}
