package davit.server;

import davit.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code davit server}: runs the platform until it is told to stop. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Runs the platform until it is told to stop.",
        showDefaultValues = true)
final class ServerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--port",
            defaultValue = "${env:DAVIT_PORT:-4566}",
            description = "where to listen; 0: any free port")
    int port;

    @Option(
            names = "--bind",
            defaultValue = "${env:DAVIT_BIND:-127.0.0.1}",
            description = "the address to listen on; beyond the loopback address every request must be signed")
    String bind = "";

    @Option(
            names = "--data",
            defaultValue = "${env:DAVIT_DATA:-${sys:user.home}/.davit}",
            description = "the folder that everything is kept in")
    Path data = Path.of("");

    @Option(
            names = "--sandbox",
            defaultValue = "${env:DAVIT_SANDBOX:-" + SandboxSettings.OWN_RUNTIME + "}",
            paramLabel = "RUNTIME",
            description = "what starts functions: Davit's own launcher, or an OCI runtime: crun, or a path to one")
    String sandbox = "";

    @Option(
            names = "--network",
            defaultValue = "${env:DAVIT_NETWORK:-none}",
            description =
                    "what functions reach beyond Davit itself: none; or ranges of addresses, as in 10.1.0.0/16; or"
                            + " internet, followed by the private ranges that they may reach too, as in"
                            + " internet,10.1.0.0/16")
    String network = "";

    @Option(
            names = "--vpc",
            defaultValue = "${env:DAVIT_VPC:-}",
            split = " +",
            paramLabel = "NAME=NETWORK",
            description =
                    "a network for functions with a VpcConfig that names subnet-NAME and sg-NAME: what they reach, as"
                            + " for --network, as in inner=10.1.0.0/16; may be repeated, DAVIT_VPC names several with"
                            + " spaces between")
    List<String> vpcs = List.of();

    @Option(
            names = "--max-idle",
            defaultValue = "${env:DAVIT_MAX_IDLE:-600}",
            paramLabel = "SECONDS",
            description = "how long an environment is kept without an invocation")
    int maxIdle;

    /** Named here for who asks what there is; the {@code davit} script does it, before this process starts. */
    @Option(names = "--detach", description = "returns as soon as the server is ready, and leaves it running")
    @SuppressWarnings("unused")
    private boolean detach;

    @Option(names = "--verbose", description = "shows where an error comes from")
    boolean verbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (maxIdle < 1) {
            throw new ParameterException(command.commandLine(), "--max-idle takes seconds, 1 or more, not " + maxIdle);
        }
        Path home = Path.of(System.getProperty("davit.home", ".")).toAbsolutePath();
        Configuration configuration = new Configuration(
                port,
                bind,
                data.toAbsolutePath().normalize(),
                home,
                sandbox,
                network,
                vpcs.stream().filter(each -> !each.isBlank()).toList(),
                Duration.ofSeconds(maxIdle));
        return run(configuration);
    }

    private static int run(Configuration configuration) throws IOException, InterruptedException {
        DataFolder.take(configuration.data());
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (RunningServer mark = RunningServer.take(configuration.data());
                Platform platform = Platform.start(configuration)) {
            mark.announce(platform.endpoint().toString());
            System.out.println("davit is ready at " + platform.endpoint());
            // SIGTERM and SIGINT come as a shutdown of the JVM, which waits for this hook and so for the clean end.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                told.countDown();
                awaitEnd(stopped);
            }));
            told.await();
        } catch (BindException e) {
            throw new IOException(refusal(configuration, e), e);
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static String refusal(Configuration configuration, BindException e) {
        return String.valueOf(e.getMessage()).contains("in use")
                ? "port " + configuration.port() + " is in use; choose another with --port, or stop what uses it"
                : "this machine cannot listen on " + configuration.bind() + ": " + e.getMessage();
    }

    private static void awaitEnd(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
