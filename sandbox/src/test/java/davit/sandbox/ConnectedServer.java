package davit.sandbox;

import davit.base.time.SystemTime;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A server whose sandboxes reach the internet, with a program in one of them that tries whom it reaches. */
final class ConnectedServer {
    private static final SandboxLimits LIMITS = new SandboxLimits(64L << 20, 0.5, 1024, 1024, 512L << 20);
    private static final Random RANDOM = new Random();

    private ConnectedServer() {}

    /** With the folder for its files, and the script; prints what that prints, and then {@code done}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Mount root = TestRoot.in(folder.resolve("root"));
        SandboxSettings settings =
                SandboxSettings.defaults().withPrepared(0).withEgress(Egress.parse("internet,10.8.0.0/16"));
        try (Sandboxes sandboxes = new LinuxSandboxes(folder.resolve("run"), new SystemTime(), settings);
                Sandbox one =
                        sandboxes.prepare(SandboxId.random(RANDOM), root, LIMITS, line -> System.out.println(line));
                Sandbox other = sandboxes.prepare(SandboxId.random(RANDOM), root, LIMITS, _ -> {})) {
            other.start(process("nc -l -p 7"));
            one.start(process(arguments[1]));
            one.awaitExit();
        }
        System.out.println("done");
    }

    private static SandboxProcess process(String script) {
        return new SandboxProcess(List.of("/bin/sh", "-c", script), Map.of("PATH", "/bin"), "/");
    }
}
