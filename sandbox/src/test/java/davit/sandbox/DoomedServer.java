package davit.sandbox;

import davit.base.time.SystemTime;
import davit.linux.cgroup.Cgroup;
import davit.linux.cgroup.Cgroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A server with one running and one frozen sandbox, that waits to be killed. */
final class DoomedServer {
    private DoomedServer() {}

    /**
     * With the folders for its own files and for the root, and what its programs reach; prints its groups, and then {@code
     * ready}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        LinuxSandboxes sandboxes = new LinuxSandboxes(
                folder, new SystemTime(), SandboxSettings.defaults().withEgress(Egress.parse(arguments[2])));
        Random random = new Random();
        for (boolean frozen : List.of(true, false)) {
            SandboxLimits limits = new SandboxLimits(64L << 20, 0.5, 1024, 1024, 512L << 20);
            Sandbox sandbox = sandboxes.prepare(
                    SandboxId.random(random), TestRoot.in(Path.of(arguments[1], "root" + frozen)), limits, _ -> {});
            sandbox.start(new SandboxProcess(List.of("/bin/sleep", "1000"), Map.of(), "/"));
            if (frozen) {
                sandbox.freeze();
            }
        }
        String own = "davit-" + ProcessHandle.current().pid() + "-";
        for (Cgroup group : Cgroups.own().children()) {
            for (Path directory : group.directories()) {
                if (directory.getFileName().toString().startsWith(own)) {
                    System.out.println(directory);
                }
            }
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
