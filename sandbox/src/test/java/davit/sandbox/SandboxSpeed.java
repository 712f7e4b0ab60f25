package davit.sandbox;

import davit.base.process.Command;
import davit.base.time.SystemTime;
import davit.linux.mount.Mount;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures what sandboxes cost, and prints it; run by {@code benchmarks/sandbox}. */
@Tag("kernel")
class SandboxSpeed {
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "200"));
    private static final int CROWD = 200;
    private static final int WARM_UP = 20;
    private static final int MANY = 500;
    /** In which the kernel gives back what ended processes had. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final int STARTERS = 8;
    private static final long MIB = 1 << 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final SandboxLimits LIMITS = new SandboxLimits(512 * MIB, 1, 1024, 1024, 512 * MIB);
    private static final String DOCKER_IMAGE = System.getenv().getOrDefault("DOCKER_IMAGE", "");
    /** Longer than the pool waits before it makes the next shell, and than that takes. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private Mount root = new Mount.Overlay(List.of(Path.of("/")));

    @BeforeEach
    void makeRoot() throws IOException {
        root = TestRoot.in(folder.resolve("root"));
    }

    @AfterEach
    void separate() {
        System.out.println();
    }

    /** The same static program, from the order to its end: bare, in our sandboxes, by crun and by docker. */
    @Test
    void launch() throws IOException, InterruptedException {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        Path bundle = bundle();
        List<String> crun = List.of("crun", "run", "--bundle=" + bundle, "speed");
        List<String> docker = List.of("docker", "run", "--rm", "--network", "none", DOCKER_IMAGE, "/bin/true");
        SandboxSettings own = SandboxSettings.defaults();
        try (Sandboxes pooled = new LinuxSandboxes(folder.resolve("pooled"), new SystemTime(), own);
                Sandboxes single = new LinuxSandboxes(folder.resolve("single"), new SystemTime(), own.withPrepared(0));
                Sandboxes byCrun = new LinuxSandboxes(
                        folder.resolve("crun"),
                        new SystemTime(),
                        SandboxSettings.with("crun").withPrepared(1))) {
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(PAUSE);
                add(
                        millis,
                        "bare exec",
                        exec(List.of(folder.resolve("root/bin/true").toString())));
                add(millis, "sandbox, prepared, by our launcher", program(pooled));
                add(millis, "sandbox, prepared, by crun", program(byCrun));
                add(millis, "sandbox from nothing, by our launcher", whole(single));
                add(millis, "crun run", exec(crun));
                if (!DOCKER_IMAGE.isEmpty() && round % 10 == 0) {
                    add(millis, "docker run --network none", exec(docker));
                }
            }
        }
        millis.forEach(SandboxSpeed::print);
    }

    /** From the first to the last of a crowd, which all wait for the same processors. */
    @Test
    void scaleOut() throws IOException, InterruptedException, ExecutionException {
        long closing;
        try (Sandboxes sandboxes =
                new LinuxSandboxes(folder.resolve("run"), new SystemTime(), SandboxSettings.defaults())) {
            close(start(sandboxes, WARM_UP));
            long start = System.nanoTime();
            List<Sandbox> crowd = start(sandboxes, CROWD);
            double seconds = since(start) / 1000;
            System.out.printf("%d sandboxes in %.2f s: %.0f a second%n", CROWD, seconds, CROWD / seconds);
            close(crowd.subList(CROWD / 2, CROWD));
            closing = System.nanoTime();
        }
        System.out.printf("closing everything with %d sandboxes: %.0f ms%n", CROWD / 2, since(closing));
    }

    /** What so many sandboxes cost beside their program, which is the same bare. */
    @Test
    void memory() throws IOException, InterruptedException, ExecutionException {
        String program = folder.resolve("root/bin/sleep").toString();
        long before = availableBytes();
        List<Process> bare = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            bare.add(new ProcessBuilder(program, "1000").start());
        }
        long ofBare = before - availableBytes();
        bare.forEach(Process::destroyForcibly);
        for (Process process : bare) {
            process.waitFor();
        }
        Thread.sleep(SETTLING);
        before = availableBytes();
        try (Sandboxes sandboxes =
                new LinuxSandboxes(folder.resolve("run"), new SystemTime(), SandboxSettings.defaults())) {
            List<Sandbox> many = start(sandboxes, MANY);
            for (Sandbox sandbox : many) {
                sandbox.freeze();
            }
            long ofSandboxes = before - availableBytes();
            System.out.printf(
                    "%d frozen sandboxes: %.2f MiB each, of which the program bare: %.2f MiB%n",
                    MANY, mebibytes(ofSandboxes) / MANY, mebibytes(ofBare) / MANY);
        }
    }

    private List<Sandbox> start(Sandboxes sandboxes, int count) throws InterruptedException, ExecutionException {
        List<Future<Sandbox>> starting = new ArrayList<>();
        try (ExecutorService starters = Executors.newFixedThreadPool(STARTERS)) {
            for (int i = 0; i < count; i++) {
                SandboxId id = SandboxId.random(random);
                starting.add(starters.submit(() -> {
                    Sandbox sandbox = sandboxes.prepare(id, root, LIMITS, _ -> {});
                    sandbox.start(new SandboxProcess(List.of("/bin/sleep", "1000"), Map.of(), "/"));
                    return sandbox;
                }));
            }
        }
        List<Sandbox> started = new ArrayList<>();
        for (Future<Sandbox> each : starting) {
            started.add(each.get());
        }
        return started;
    }

    private static void close(List<Sandbox> sandboxes) {
        sandboxes.forEach(Sandbox::close);
    }

    /** Of a sandbox that is prepared, from the order to the end of the program. */
    private double program(Sandboxes sandboxes) throws IOException, InterruptedException {
        try (Sandbox sandbox = sandboxes.prepare(SandboxId.random(random), root, LIMITS, _ -> {})) {
            long start = System.nanoTime();
            sandbox.start(new SandboxProcess(List.of("/bin/true"), Map.of(), "/"));
            sandbox.awaitExit();
            return since(start);
        }
    }

    /** With everything that is made before, until nothing is left. */
    private double whole(Sandboxes sandboxes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        program(sandboxes);
        return since(start);
    }

    private static double exec(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
        return since(start);
    }

    /** What {@code crun spec} proposes, with the same program. */
    private Path bundle() throws IOException, InterruptedException {
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        Command.of("crun", "spec").in(bundle).run();
        Files.createSymbolicLink(bundle.resolve("rootfs"), folder.resolve("root"));
        Path config = bundle.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"terminal\": true", "\"terminal\": false")
                        .replace("\"sh\"", "\"/bin/true\""));
        for (String point : List.of("proc", "sys", "dev", "tmp", "etc")) {
            Files.createDirectories(folder.resolve("root").resolve(point));
        }
        return bundle;
    }

    private static long availableBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    private static double mebibytes(long bytes) {
        return (double) bytes / MIB;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static void add(Map<String, List<Double>> millis, String what, double value) {
        millis.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
    }

    private static void print(String what, List<Double> millis) {
        Collections.sort(millis);
        int last = millis.size() - 1;
        System.out.printf(
                "| %-40s | %7.2f | %7.2f | %7.2f | %4d |%n",
                what, millis.get(last / 2), millis.get(last * 9 / 10), millis.get(last * 99 / 100), millis.size());
    }
}
