package davit.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an operator decides.
 *
 * @param port where to listen; 0 for any free port
 * @param bind the address to listen on
 * @param data the folder that everything is kept in
 * @param home the folder of Davit's own files: {@code base-images/} and {@code examples/}
 * @param sandbox what starts functions, see {@link davit.sandbox.SandboxSettings#runtime()}
 * @param network what functions reach, see {@link davit.sandbox.Egress#parse}
 * @param vpcs other networks for functions, each as {@code NAME=} and what is reached there
 * @param maxIdle how long an environment is kept without an invocation
 */
public record Configuration(
        int port,
        String bind,
        Path data,
        Path home,
        String sandbox,
        String network,
        List<String> vpcs,
        Duration maxIdle) {
    /** The account that everything belongs to. */
    public static final String ACCOUNT = "000000000000";

    /** The region of requests that name none. */
    public static final String REGION = "us-east-1";

    /** Keeps a copy. */
    public Configuration {
        vpcs = List.copyOf(vpcs);
    }

    /** Where sandboxes keep their bundles, and the server its process id. */
    public Path run() {
        return data.resolve("run");
    }
}
