package davit.sandbox;

import davit.linux.process.Children;
import davit.linux.process.Pipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Starts programs by Davit's own launcher, see {@code launch.c}. */
final class OwnRuntime implements SandboxRuntime {
    private static final Path USER_NAMESPACES = Path.of("/proc/sys/user/max_user_namespaces");

    private final Path program;
    private final Path filter;
    private final Path stage;
    private final Path devices;
    private final ResourceLimits limits;

    private OwnRuntime(Path folder, Path stage, Path devices, ResourceLimits limits) {
        this.program = folder.resolve("launch");
        this.filter = folder.resolve("filter");
        this.stage = stage;
        this.devices = devices;
        this.limits = limits;
    }

    /**
     * Puts the launcher into {@code folder}, from where programs can be executed.
     *
     * @param stage an empty folder that every user may pass through
     * @param devices the folder that becomes {@code /dev}
     */
    static OwnRuntime in(Path folder, Path stage, Path devices) throws IOException {
        if (Files.exists(USER_NAMESPACES)
                && Files.readString(USER_NAMESPACES).strip().equals("0")) {
            throw new SandboxException("make sandboxes: user namespaces are switched off on this machine (sysctl"
                    + " user.max_user_namespaces)");
        }
        OwnRuntime runtime = new OwnRuntime(folder, stage, devices, ResourceLimits.own());
        try (InputStream launcher = OwnRuntime.class.getResourceAsStream("launch")) {
            if (launcher == null) {
                throw new IOException("load the sandboxes' launcher: it is missing from this build");
            }
            Files.copy(launcher, runtime.program, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(runtime.program, PosixFilePermissions.fromString("rwx------"));
        Files.write(runtime.filter, SeccompFilter.load());
        return runtime;
    }

    @Override
    public Launcher launcher(Bundle bundle, Membership membership, Pipe output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                bundle.statusFile().toString(),
                bundle.pidFile().toString(),
                membership.network().file().toString(),
                stage.toString(),
                devices.toString(),
                Integer.toString(membership.firstUserId()),
                Integer.toString(UserIds.SIZE),
                filter.toString()));
        membership.cgroup().entrances().forEach(file -> command.add(file.toString()));
        return new OwnLauncher(WaitingProcess.start(command, output), bundle);
    }

    private final class OwnLauncher implements Launcher {
        private final WaitingProcess process;
        private final Bundle bundle;

        OwnLauncher(WaitingProcess process, Bundle bundle) {
            this.process = process;
            this.bundle = bundle;
        }

        @Override
        public boolean isWaiting() {
            return process.isRunning();
        }

        @Override
        public boolean launch(Place place, SandboxProcess program) throws IOException, InterruptedException {
            return process.finish(order(place, program)) == 0;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            if (process.close() == WaitingProcess.KILLED && Files.exists(bundle.pidFile())) {
                // It could not wait for the end of process 1, which so is a child of this process.
                Children.awaitEnding(
                        Long.parseLong(Files.readString(bundle.pidFile()).strip()));
            }
        }
    }

    /** What {@code launch.c} reads. */
    private byte[] order(Launcher.Place place, SandboxProcess process) throws SandboxException {
        List<String> environment = process.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        Order order = new Order();
        order.add(place.root().toString());
        order.add(place.scratch().toString());
        order.add(process.workingDirectory());
        order.add(Integer.toString(UserIds.USER));
        order.add(Integer.toString(UserIds.GROUP));
        order.addAll(ProcPaths.MASKED);
        order.addAll(ProcPaths.READ_ONLY);
        order.addAll(limits.all(place.openFiles()).stream()
                .map(limit -> limit.resource().number() + " " + Long.toUnsignedString(limit.soft()) + " "
                        + Long.toUnsignedString(limit.hard()))
                .toList());
        // No variable is kept from the program: this launcher sets none of its own.
        List<String> arguments = new ArrayList<>(List.of(PlatformLayer.INIT, ""));
        arguments.addAll(process.arguments());
        order.addAll(arguments);
        order.addAll(environment);
        return order.bytes.toByteArray();
    }

    /** Words that each end with a zero byte. */
    private static final class Order {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void add(String word) throws SandboxException {
            if (word.indexOf(0) >= 0) {
                throw new SandboxException("start a program: a zero character is in one of its words");
            }
            bytes.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }

        void addAll(List<String> words) throws SandboxException {
            add(Integer.toString(words.size()));
            for (String word : words) {
                add(word);
            }
        }
    }
}
