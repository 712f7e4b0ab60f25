package davit.sandbox;

import davit.base.time.SystemTime;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A server with several networks, with a program in each that tries whom it reaches. */
final class ConnectedServer {
    private static final SandboxLimits LIMITS = new SandboxLimits(64L << 20, 0.5, 1024, 1024, 512L << 20);
    private static final Random RANDOM = new Random();
    private static final NetworkName INNER = new NetworkName("inner");
    private static final NetworkName SHUT = new NetworkName("shut");

    /** Says its address once somebody who connects is answered. */
    private static final String LISTEN = """
            nc -ll -p 7007 -e echo here &
            until nc -w 1 127.0.0.1 7007 < /dev/null 2> /dev/null | grep -q here; do usleep 10000; done
            ip -oneline addr show eth0 | grep -o 'inet [0-9.]*'
            wait
            """;

    private ConnectedServer() {}

    /** With the folder for its files, and the script; prints what that prints in each network, and then {@code done}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Mount root = TestRoot.in(folder.resolve("root"));
        SandboxSettings settings = SandboxSettings.defaults()
                .withPrepared(0)
                .withEgress(Egress.parse("internet,10.8.0.0/16"))
                .withNetworks(Map.of(INNER, Egress.parse("10.9.0.0/16"), SHUT, Egress.parse("none")));
        try (Sandboxes sandboxes = new LinuxSandboxes(folder.resolve("run"), new SystemTime(), settings)) {
            String others = listen(sandboxes, root, NetworkName.DEFAULT) + " " + listen(sandboxes, root, INNER);
            for (NetworkName network : List.of(NetworkName.DEFAULT, INNER, SHUT)) {
                System.out.println("in " + network);
                try (Sandbox one = prepare(sandboxes, root, network, line -> System.out.println(line))) {
                    one.start(process(arguments[1], Map.of("PATH", "/bin", "OTHERS", others)));
                    one.awaitExit();
                }
            }
        }
        System.out.println("done");
    }

    private static String listen(Sandboxes sandboxes, Mount root, NetworkName network) throws SandboxException {
        CompletableFuture<String> address = new CompletableFuture<>();
        Sandbox listening = prepare(
                sandboxes, root, network, line -> address.complete(line.strip().replace("inet ", "")));
        listening.start(process(LISTEN, Map.of("PATH", "/bin")));
        return address.join();
    }

    private static Sandbox prepare(Sandboxes sandboxes, Mount root, NetworkName network, SandboxOutput output)
            throws SandboxException {
        return sandboxes.prepare(SandboxId.random(RANDOM), root, LIMITS, network, output);
    }

    private static SandboxProcess process(String script, Map<String, String> environment) {
        return new SandboxProcess(List.of("/bin/sh", "-c", script), environment, "/");
    }
}
