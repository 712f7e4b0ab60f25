package davit.server;

import davit.base.time.Time;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts a server as a process of its own and waits until it has announced itself, which it does once it answers. The
 * command that starts it becomes it, so that both have one process id.
 */
final class DetachedServer {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Configuration configuration;
    private final Time time;

    DetachedServer(Configuration configuration, Time time) {
        this.configuration = configuration;
        this.time = time;
    }

    /**
     * Starts the server; returns when it is ready.
     *
     * @throws IOException if it ended before, with its last words
     */
    void start(PrintStream out) throws IOException, InterruptedException {
        Path log = Files.createDirectories(configuration.data().resolve("logs")).resolve("server.log");
        Files.createDirectories(configuration.run());
        Process server = new ProcessBuilder(
                        "setsid",
                        configuration.home().resolve("davit").toString(),
                        "server",
                        "--port",
                        Integer.toString(configuration.port()),
                        "--bind",
                        configuration.bind(),
                        "--data",
                        configuration.data().toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .redirectErrorStream(true)
                .start();
        out.println("davit is ready at " + awaitReady(server, log));
    }

    private String awaitReady(Process server, Path log) throws IOException, InterruptedException {
        long start = time.nanos();
        while (time.since(start).compareTo(LONGEST_START) < 0) {
            if (server.waitFor(BETWEEN_LOOKS)) {
                throw new IOException("the server did not start: " + lastWords(log));
            }
            Optional<RunningServer.Address> announced = RunningServer.announced(configuration.data());
            if (announced.isPresent() && announced.get().pid() == server.pid()) {
                return announced.get().endpoint();
            }
        }
        server.destroy();
        throw new IOException("the server was not ready after " + LONGEST_START.toSeconds() + " s; see " + log);
    }

    private static String lastWords(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }
}
