package davit.sandbox;

import davit.base.time.SystemTime;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Measures what a sandbox costs to prepare, to start and to close. */
final class SandboxSpeed {
    private static final int ROUNDS = 200;
    private static final double NANOS_PER_MILLI = 1e6;

    private SandboxSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Mount root = TestRoot.in(folder.resolve("root"));
        SandboxLimits limits = new SandboxLimits(512L << 20, 1, 1024, 1024, 512L << 20);
        Random random = new Random();
        List<Double> prepare = new ArrayList<>();
        List<Double> start = new ArrayList<>();
        List<Double> exit = new ArrayList<>();
        List<Double> close = new ArrayList<>();
        try (Sandboxes sandboxes =
                new LinuxSandboxes(folder.resolve("run"), new SystemTime(), SandboxSettings.with(arguments[1]))) {
            for (int round = 0; round < ROUNDS; round++) {
                long a = System.nanoTime();
                Sandbox sandbox = sandboxes.prepare(SandboxId.random(random), root, limits, _ -> {});
                long b = System.nanoTime();
                sandbox.start(new SandboxProcess(List.of("/bin/true"), Map.of(), "/"));
                long c = System.nanoTime();
                sandbox.awaitExit();
                long d = System.nanoTime();
                sandbox.close();
                long e = System.nanoTime();
                prepare.add((b - a) / NANOS_PER_MILLI);
                start.add((c - b) / NANOS_PER_MILLI);
                exit.add((d - c) / NANOS_PER_MILLI);
                close.add((e - d) / NANOS_PER_MILLI);
            }
        }
        print("prepare", prepare);
        print("start", start);
        print("exit", exit);
        print("close", close);
    }

    private static void print(String what, List<Double> millis) {
        Collections.sort(millis);
        int last = millis.size() - 1;
        System.out.printf(
                "%-8s p50 %6.2f ms  p90 %6.2f ms  p99 %6.2f ms%n",
                what, millis.get(last / 2), millis.get(last * 9 / 10), millis.get(last * 99 / 100));
    }
}
