package davit.sandbox;

import davit.linux.cgroup.Cgroup;
import davit.linux.mount.Mount;
import davit.linux.network.NetworkNamespace;
import davit.linux.process.Pipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a sandbox consists of before a program runs in it: cgroup, mounts, network namespace, output pipe, and
 * the process that will become the OCI runtime.
 *
 * <p>{@link #open} makes all or nothing; {@link #close} is called once, when no process is left in the cgroup but the
 * launcher.
 */
final class Shell {
    private static final int MAX_REFUSAL = 16_384;
    private static final int REMOVAL_ATTEMPTS = 50;
    private static final Duration REMOVAL_PAUSE = Duration.ofMillis(2);
    /** The time in which the kernel counts the share of a processor; AWS's is 20 ms too, as functions can measure. */
    private static final long CPU_PERIOD_MICROS = 20_000;

    private final Host host;
    private final SandboxId id;
    private final SandboxLimits limits;
    private final Path bundle;
    private final Undos undos;
    private Parts parts;

    /** What {@link #open} has made. */
    private record Parts(
            Cgroup cgroup,
            PeakMemory peakMemory,
            NetworkNamespace network,
            Path root,
            int firstUserId,
            Pipe output,
            Launcher launcher) {}

    @SuppressWarnings("NullAway.Init") // open() sets the parts or throws
    private Shell(Host host, SandboxId id, SandboxLimits limits) {
        this.host = host;
        this.id = id;
        this.limits = limits;
        this.bundle = host.bundle(id);
        this.undos = new Undos("sandbox " + id);
    }

    /** Makes one. */
    static Shell open(Host host, SandboxId id, Mount root, SandboxLimits limits)
            throws IOException, InterruptedException {
        Shell shell = new Shell(host, id, limits);
        boolean complete = false;
        try {
            shell.parts = shell.make(root);
            complete = true;
            return shell;
        } finally {
            if (!complete) {
                shell.close();
            }
        }
    }

    private Parts make(Mount image) throws IOException, InterruptedException {
        Files.createDirectory(bundle);
        undos.push(() -> FileTrees.delete(bundle));
        int firstUserId = host.userIds().take();
        undos.push(() -> host.userIds().giveBack(firstUserId));
        Cgroup cgroup = host.group().createChild(id.value());
        undos.push(() -> remove(cgroup));
        cgroup.limitMemory(limits.memoryBytes());
        cgroup.limitProcesses(limits.processes());
        Pipe output = Pipe.open();
        undos.push(output::close);
        Launcher launcher = startLauncher(output);
        undos.push(launcher::close);
        cgroup.add(launcher.pid());
        NetworkNamespace network = NetworkNamespace.create();
        undos.push(network::close);
        Path root = host.roots().take(image);
        undos.push(() -> host.roots().giveBack(image));
        makeScratch(firstUserId);
        PeakMemory peakMemory = new PeakMemory(cgroup, limits.memoryBytes());
        return new Parts(cgroup, peakMemory, network, root, firstUserId, output, launcher);
    }

    /** The kernel takes a moment to let go of a group whose last process has just ended. */
    private void remove(Cgroup cgroup) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < REMOVAL_ATTEMPTS; attempt++) {
            try {
                cgroup.remove();
                return;
            } catch (FileSystemException _) {
                host.time().pause(REMOVAL_PAUSE);
            }
        }
        cgroup.remove();
    }

    private Launcher startLauncher(Pipe output) throws IOException {
        try {
            return Launcher.start(statusFile(), runtimeCommand(), output);
        } finally {
            output.closeWriter();
        }
    }

    private List<String> runtimeCommand() {
        return List.of(
                host.settings().runtime(),
                "--root=" + host.runtimeState(),
                "--cgroup-manager=disabled",
                "run",
                "--detach",
                "--preserve-fds=1",
                "--pid-file=" + pidFile(),
                "--bundle=" + bundle,
                id.value());
    }

    private void makeScratch(int firstUserId) throws IOException, InterruptedException {
        Path scratch = Files.createDirectory(scratch());
        host.scratch().mount(limits.scratchBytes(), scratch, firstUserId + UserIds.USER, firstUserId + UserIds.GROUP);
        undos.push(() -> ScratchDisks.unmount(scratch));
    }

    Cgroup cgroup() {
        return parts.cgroup();
    }

    NetworkNamespace network() {
        return parts.network();
    }

    Pipe output() {
        return parts.output();
    }

    Launcher launcher() {
        return parts.launcher();
    }

    /** Where the OCI runtime writes the id of process 1. */
    Path pidFile() {
        return bundle.resolve("pid");
    }

    /** Where process 1 writes how the program ended. */
    Path statusFile() {
        return bundle.resolve("status");
    }

    private Path scratch() {
        return bundle.resolve("scratch");
    }

    /** Tells the OCI runtime what to start. */
    void configure(SandboxProcess process) throws IOException {
        BundleConfig.Place place = new BundleConfig.Place(
                parts.root(), scratch(), parts.network().file(), parts.firstUserId(), limits.openFiles());
        host.config().write(bundle.resolve("config.json"), place, process);
    }

    /** Begins to count the processors' time. */
    void limitCpu() throws IOException {
        parts.cgroup().limitCpu(limits.cpus(), CPU_PERIOD_MICROS);
    }

    /** What the OCI runtime said instead of starting; its last line. */
    String refusal() throws IOException, InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        byte[] bytes = new byte[MAX_REFUSAL];
        int count = parts.output().read(bytes, host.poller());
        while (count >= 0 && said.size() < MAX_REFUSAL) {
            said.write(bytes, 0, count);
            count = parts.output().read(bytes, host.poller());
        }
        return said.toString(StandardCharsets.UTF_8).lines().reduce("it said nothing", (_, line) -> line);
    }

    /** Kills every process in it; returns at once. */
    void kill() throws IOException {
        parts.cgroup().kill();
    }

    PeakMemory peakMemory() {
        return parts.peakMemory();
    }

    /** Takes apart what was made, the last first; what fails is logged, and the rest goes on. */
    void close() {
        undos.push(() -> FileTrees.delete(host.runtimeState().resolve(id.value())));
        undos.run();
    }
}
