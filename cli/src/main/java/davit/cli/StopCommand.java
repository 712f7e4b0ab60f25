package davit.cli;

import davit.cli.endpoint.EndpointOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code davit stop}: stops the server; no acknowledged work is lost. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops the server; no acknowledged work is lost, nothing stays mounted or running.")
final class StopCommand implements Callable<Integer> {
    private static final long LONGEST_STOP_SECONDS = 60;

    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<EndpointOptions.RunningServer> running = options.runningServer();
        if (running.isEmpty()) {
            System.out.println("No server runs with the data folder " + options.data() + ".");
            return 0;
        }
        stop(running.get().process());
        System.out.println("Stopped.");
        return 0;
    }

    /** Asks a server to stop and waits for its end. */
    static void stop(ProcessHandle server) throws IOException, InterruptedException {
        server.destroy();
        try {
            server.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "the server (process " + server.pid() + ") did not stop within " + LONGEST_STOP_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("waiting for process " + server.pid(), e.getCause());
        }
    }
}
