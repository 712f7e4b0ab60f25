package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.process.Command;
import davit.base.time.SystemTime;
import davit.linux.cgroup.Cgroup;
import davit.linux.cgroup.Cgroups;
import davit.linux.mount.Mount;
import davit.linux.mount.Mounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that means harm can do in a sandbox: nothing. */
@Tag("kernel")
@ParameterizedClass
@ValueSource(strings = {SandboxSettings.OWN_RUNTIME, "crun"})
@Timeout(120)
class HostileProgramsTest {
    private static final long MIB = 1L << 20;
    private static final SandboxLimits LIMITS = new SandboxLimits(512 * MIB, 0.5, 1024, 1024, 512 * MIB);

    @Parameter
    private String runtime = "";

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private Mount root = new Mount.Overlay(List.of(Path.of("/")));
    private Sandboxes sandboxes = new FakeSandboxes(new SystemTime(), FakeProcess::runForever);

    @BeforeEach
    void open() throws IOException, InterruptedException {
        root = TestRoot.in(folder.resolve("root"));
        compile(folder.resolve("root/bin/hostile"));
        sandboxes = new LinuxSandboxes(
                folder.resolve("run"),
                new SystemTime(),
                SandboxSettings.with(runtime).withPrepared(0));
    }

    @AfterEach
    void close() {
        sandboxes.close();
    }

    private void compile(Path program) throws IOException, InterruptedException {
        Path source = folder.resolve("hostile.c");
        try (InputStream text = HostileProgramsTest.class.getResourceAsStream("hostile.c")) {
            assertThat(text).isNotNull();
            Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Command.of("cc", "-O0", "-Wall", "-static", "-o", program.toString(), source.toString())
                .run();
    }

    @Test
    void cannotEscape() throws IOException, InterruptedException {
        List<String> tries = run("escapes");

        assertThat(tries).hasSize(47);
        assertThat(tries).filteredOn(line -> line.endsWith(": ok")).containsExactly("signal-init: ok");
        Map<String, String> results = byName(tries);
        assertThat(results)
                .containsEntry("unshare-user", "EPERM")
                .containsEntry("clone-user", "EPERM")
                .containsEntry("clone3-user", "ENOSYS")
                .containsEntry("io_uring", "ENOSYS")
                .containsEntry("vsock", "EAFNOSUPPORT")
                .containsEntry("kernel-crypto", "EAFNOSUPPORT")
                .containsEntry("unknown-call", "ENOSYS")
                .containsEntry("/new", "EROFS")
                .containsEntry("/proc/keys", "empty")
                .containsEntry("/proc/1/fd/3", "EACCES")
                .containsEntry("/sys/kernel", "ENOENT");
    }

    @Test
    void findsNothingOpenButItsStandardStreams() throws IOException, InterruptedException {
        assertThat(run("descriptors")).containsExactly("descriptor: 0", "descriptor: 1", "descriptor: 2");
    }

    @Test
    void isKilledForSystemCallsOfAnotherArchitecture() throws IOException, InterruptedException {
        try (Sandbox sandbox = started("/bin/hostile", "compatible")) {
            assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Signaled(31));
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void hasNamespacesOfItsOwn() throws IOException, InterruptedException {
        List<String> inside = run("namespaces");

        assertThat(inside).hasSize(7);
        for (String name : List.of("user", "pid", "mnt", "net", "ipc", "uts", "cgroup")) {
            String outside =
                    Files.readSymbolicLink(Path.of("/proc/self/ns", name)).toString();
            assertThat(inside).noneMatch(outside::equals).anyMatch(link -> link.startsWith(name + ":"));
        }
    }

    @Test
    void hasNeitherRightsNorTheWayToGetThem() throws IOException, InterruptedException {
        String none = "0000000000000000";
        assertThat(run("status"))
                .containsExactly(
                        "Uid: 993 993 993 993",
                        "Gid: 990 990 990 990",
                        "Groups:",
                        "CapInh: " + none,
                        "CapPrm: " + none,
                        "CapEff: " + none,
                        "CapBnd: " + none,
                        "CapAmb: " + none,
                        "NoNewPrivs: 1",
                        "Seccomp: 2");
    }

    @Test
    void hasTheResourceLimitsOfLambda() throws IOException, InterruptedException {
        assertThat(run("limits"))
                .containsExactly(
                        "NOFILE: 1024",
                        "MEMLOCK: 65536",
                        "STACK: 8388608",
                        "CORE: 10737418240",
                        "CPU: -1",
                        "DATA: -1",
                        "FSIZE: -1",
                        "AS: -1",
                        "RSS: -1",
                        "NPROC: " + ResourceLimits.own().most(ResourceLimits.Resource.NPROC));
    }

    @Test
    void seesItsOwnProcessesOnly() throws IOException, InterruptedException {
        assertThat(run("processes")).containsExactly("processes: 2");
    }

    @Test
    void reachesNothingByTheNetwork() throws IOException, InterruptedException {
        assertThat(run("network")).containsExactly("interface: lo", "connect: ENETUNREACH");
    }

    @Test
    void opensAThousandAndTwentyFourFiles() throws IOException, InterruptedException {
        assertThat(run("files")).containsExactly("files: 1021 EMFILE");
    }

    @Test
    void hasAThousandAndTwentyFourProcesses() throws IOException, InterruptedException {
        // Itself and process 1; and the OCI runtime, if that has not ended yet.
        assertThat(run("forks")).singleElement().isIn("forks: 1022 EAGAIN", "forks: 1021 EAGAIN");
    }

    @Test
    void fillsItsTemporaryFolderAndNoMore() throws IOException, InterruptedException {
        String filled = run("fill").getFirst();

        assertThat(filled).startsWith("filled: ").endsWith(" ENOSPC");
        long bytes = Long.parseLong(filled.split(" ", -1)[1]);
        assertThat(bytes).isBetween(511 * MIB, 512 * MIB);
    }

    @Test
    void findsItsTemporaryFolderEmptyThoughAnotherFilledIt() throws IOException, InterruptedException {
        Sandbox first = started("/bin/sh", "-c", "echo secret > /tmp/kept; ls /tmp");
        first.awaitExit();
        assertThat(nextLine()).isEqualTo("kept");
        first.close();

        try (Sandbox second = started("/bin/sh", "-c", "ls /tmp; echo that is all")) {
            second.awaitExit();
            assertThat(nextLine()).isEqualTo("that is all");
        }
    }

    @Test
    void isHeldBackWhenItUsesMoreThanItsShareOfTheProcessors() throws IOException, InterruptedException {
        try (Sandbox sandbox = started("/bin/hostile", "burn")) {
            sandbox.limitCpu();
            Path cpu = directories(sandbox).stream()
                    .filter(path -> Files.exists(path.resolve("cpu.stat")))
                    .filter(path ->
                            Files.exists(path.resolve("cpu.cfs_quota_us")) || Files.exists(path.resolve("cpu.max")))
                    .findFirst()
                    .orElseThrow();
            await(() -> !Files.readString(cpu.resolve("cpu.stat")).contains("nr_throttled 0\n"));
        }
    }

    @Test
    void endsWithWhatItLeftBehind() throws IOException, InterruptedException {
        Sandbox sandbox = started("/bin/hostile", "daemonise");
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Exited(0));
        List<Path> groups = directories(sandbox);
        await(() -> groups.stream().allMatch(HostileProgramsTest::isEmpty));
        sandbox.close();
        assertThat(groups).noneMatch(Files::exists);
    }

    @Test
    void endsThoughItForksWithoutEnd() throws IOException, InterruptedException {
        Sandbox sandbox = started("/bin/hostile", "bomb");
        assertThat(nextLine()).isEqualTo("full");
        List<Path> groups = directories(sandbox);
        sandbox.close();
        assertThat(groups).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void endsThoughItForksWhileItIsFrozen() throws IOException, InterruptedException {
        Sandbox sandbox = started("/bin/hostile", "bomb");
        assertThat(nextLine()).isEqualTo("full");
        try {
            sandbox.freeze();
        } catch (SandboxException e) {
            assertThat(e).hasMessageContaining("not frozen within");
        }
        sandbox.close();
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Closed());
    }

    @Test
    void leavesNothingBehind() throws IOException, InterruptedException {
        started("/bin/true").close(); // What is made once and kept, is made now.
        Traces before = Traces.now(runtime);
        for (int round = 0; round < 5; round++) {
            try (Sandbox sandbox = started("/bin/hostile", "daemonise")) {
                sandbox.awaitExit();
                assertThat(Traces.now(runtime)).isNotEqualTo(before);
            }
            prepared().close();
            try (Sandbox refused = prepared()) {
                refused.start(new SandboxProcess(List.of("/bin/true"), Map.of(), "/nowhere"));
                assertThat(refused.awaitExit()).isInstanceOf(SandboxExit.NotStarted.class);
            }
        }
        await(() -> Traces.now(runtime).equals(before));
        sandboxes.close();
        assertThat(Mounts.below(SandboxSettings.defaults().mountPoints())).isEmpty();
        assertThat(folder.resolve("run/scratch"))
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isEmptyDirectory());
    }

    /** What a sandbox has of the machine. */
    private record Traces(List<Path> mounts, List<String> loops, List<Path> groups, long children, long descriptors) {
        static Traces now(String runtime) throws IOException {
            List<Path> groups = new ArrayList<>();
            for (Cgroup group : Cgroups.own().children()) {
                for (Cgroup sandbox : group.children()) {
                    groups.addAll(sandbox.directories());
                }
            }
            return new Traces(
                    Mounts.below(SandboxSettings.defaults().mountPoints()),
                    list(Path.of("/sys/block"), path -> Files.exists(path.resolve("loop/backing_file"))),
                    groups,
                    // crun leaves zombies.
                    runtime.equals("crun")
                            ? 0
                            : ProcessHandle.current().children().count(),
                    list(Path.of("/proc/self/fd"), _ -> true).size());
        }

        private static List<String> list(Path folder, java.util.function.Predicate<Path> filter) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.filter(filter).map(Path::toString).sorted().toList();
            }
        }
    }

    private static boolean isEmpty(Path group) {
        try {
            return Files.readString(group.resolve("cgroup.procs")).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The cgroup of a sandbox in all hierarchies. */
    private static List<Path> directories(Sandbox sandbox) {
        return ((LinuxSandbox) sandbox).cgroup().directories();
    }

    @FunctionalInterface
    private interface Check {
        boolean holds() throws IOException;
    }

    private static void await(Check check) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Map<String, String> byName(List<String> results) {
        return results.stream()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** Everything that the program prints. */
    private List<String> run(String what) throws IOException, InterruptedException {
        try (Sandbox sandbox = started("/bin/hostile", what)) {
            assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Exited(0));
        }
        List<String> all = new ArrayList<>();
        lines.drainTo(all);
        return all.stream().map(String::strip).toList();
    }

    private Sandbox prepared() throws SandboxException {
        return sandboxes.prepare(SandboxId.random(random), root, LIMITS, lines::add);
    }

    private Sandbox started(String... program) throws SandboxException {
        Sandbox sandbox = prepared();
        sandbox.start(new SandboxProcess(List.of(program), Map.of("PATH", "/bin"), "/"));
        return sandbox;
    }

    private String nextLine() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return line;
    }
}
