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
import org.jspecify.annotations.Nullable;

/**
 * Everything that a sandbox consists of before a program runs in it: made ahead of time ({@link #open}), then given what
 * depends on the program ({@link #furnish}).
 *
 * <p>Used by one thread at a time. {@link #close} is called once, when no process is left in the cgroup but the launcher.
 */
final class Shell {
    private static final int MAX_REFUSAL = 16_384;
    private static final int REMOVAL_ATTEMPTS = 50;
    private static final Duration REMOVAL_PAUSE = Duration.ofMillis(2);
    /** The time in which the kernel counts the share of a processor; AWS's is 20 ms too, as functions can measure. */
    private static final long CPU_PERIOD_MICROS = 20_000;

    private final Host host;
    private final Bundle bundle;
    private final Undos undos;
    private Parts parts;
    private Furniture furniture;

    /** What {@link #open} has made. */
    private record Parts(Cgroup cgroup, NetworkNamespace network, Pipe output, Launcher launcher, Scratch scratch) {}

    /** What {@link #furnish} has made. */
    private record Furniture(SandboxLimits limits, Path root, PeakMemory peakMemory) {}

    @SuppressWarnings("NullAway.Init") // open() sets the parts or throws; nobody uses a shell that was not furnished
    private Shell(Host host, String name) {
        this.host = host;
        this.bundle = host.bundle(name);
        this.undos = new Undos("sandbox " + name);
    }

    /**
     * Makes one, or nothing.
     *
     * @param egress what connects its network; null for nothing
     * @param name of its own on this host
     * @param scratchBytes how large {@code /tmp} probably will be
     */
    static Shell open(Host host, @Nullable EgressNetwork egress, String name, long scratchBytes)
            throws IOException, InterruptedException {
        Shell shell = new Shell(host, name);
        boolean complete = false;
        try {
            shell.parts = shell.make(egress, scratchBytes);
            complete = true;
            return shell;
        } finally {
            if (!complete) {
                shell.close();
            }
        }
    }

    private Parts make(@Nullable EgressNetwork egress, long scratchBytes) throws IOException, InterruptedException {
        Files.createDirectory(bundle.folder());
        undos.push(() -> FileTrees.delete(bundle.folder()));
        int firstUserId = host.userIds().take();
        undos.push(() -> host.userIds().giveBack(firstUserId));
        Cgroup cgroup = host.group().createChild(bundle.name());
        undos.push(() -> remove(cgroup));
        NetworkNamespace network = NetworkNamespace.create();
        undos.push(network::close);
        if (egress != null) {
            egress.connect(network, host.userIds().number(firstUserId), bundle.folder());
        }
        Pipe output = Pipe.open();
        undos.push(output::close);
        Launcher launcher =
                host.runtime().launcher(bundle, new SandboxRuntime.Membership(cgroup, network, firstUserId), output);
        undos.push(launcher::close);
        Scratch scratch = new Scratch(host.scratch(), Files.createDirectory(bundle.scratch()), firstUserId);
        undos.push(scratch::close);
        scratch.resize(scratchBytes);
        return new Parts(cgroup, network, output, launcher, scratch);
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

    /** Whether it can be used; its launcher may have failed since it was made. */
    boolean isReady() {
        return parts.launcher().isWaiting();
    }

    /** Gives it an image and limits; once. To be closed if this fails. */
    void furnish(Mount image, SandboxLimits limits) throws IOException, InterruptedException {
        parts.cgroup().limitMemory(limits.memoryBytes());
        parts.cgroup().limitProcesses(limits.processes());
        Path root = host.roots().take(image);
        undos.push(() -> host.roots().giveBack(image));
        parts.scratch().resize(limits.scratchBytes());
        furniture = new Furniture(limits, root, new PeakMemory(parts.cgroup(), limits.memoryBytes()));
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

    /** Where the runtime and process 1 leave their files. */
    Bundle bundle() {
        return bundle;
    }

    /** Starts a program; whether it started, else {@link #refusal} says why not. */
    boolean launch(SandboxProcess process) throws IOException, InterruptedException {
        Launcher.Place place = new Launcher.Place(
                furniture.root(), bundle.scratch(), furniture.limits().openFiles());
        return parts.launcher().launch(place, process);
    }

    /** Begins to count the processors' time. */
    void limitCpu() throws IOException {
        parts.cgroup().limitCpu(furniture.limits().cpus(), CPU_PERIOD_MICROS);
    }

    /** What the runtime said instead of starting; its last line. */
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
        return furniture.peakMemory();
    }

    /** Takes apart what was made, the last first; what fails is logged, and the rest goes on. */
    void close() {
        undos.run();
    }
}
