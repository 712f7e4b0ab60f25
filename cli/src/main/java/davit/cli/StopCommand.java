package davit.cli;

import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.cli.endpoint.EndpointOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code davit stop}: stops the server; no acknowledged work is lost. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops the server; no acknowledged work is lost, nothing stays mounted or running.")
final class StopCommand implements Callable<Integer> {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<EndpointOptions.RunningServer> running = options.runningServer();
        if (running.isEmpty()) {
            System.out.println("No server runs with the data folder " + options.data() + ".");
            return 0;
        }
        stop(running.get());
        System.out.println("Stopped.");
        return 0;
    }

    /** Asks a server to stop and waits for its end. */
    static void stop(EndpointOptions.RunningServer server) throws IOException, InterruptedException {
        Time time = new SystemTime();
        long start = time.nanos();
        server.process().destroy();
        while (server.isRunning()) {
            if (time.since(start).compareTo(LONGEST_STOP) > 0) {
                throw new IOException("the server (process " + server.process().pid() + ") did not stop within "
                        + LONGEST_STOP.toSeconds() + " s");
            }
            time.pause(BETWEEN_LOOKS);
        }
    }
}
