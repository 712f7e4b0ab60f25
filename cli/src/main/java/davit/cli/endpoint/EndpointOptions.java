package davit.cli.endpoint;

import davit.base.json.Json;
import davit.base.process.Command;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * The options of every command that talks to a server: {@code --endpoint}, else {@code AWS_ENDPOINT_URL}, else the
 * server of {@code --data}.
 */
public final class EndpointOptions {
    private static final String REGION = "us-east-1";

    @Option(
            names = "--endpoint",
            description = "the server's URL (default: $AWS_ENDPOINT_URL, else the server of --data)")
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--data",
            defaultValue = "${env:DAVIT_DATA:-${sys:user.home}/.davit}",
            description = "the server's data folder (default: ~/.davit)")
    private Path data = Path.of("");

    /** The data folder of the server. */
    public Path data() {
        return data.toAbsolutePath().normalize();
    }

    /**
     * The server that was named or runs.
     *
     * @throws IOException if there is none
     */
    public Endpoint find() throws IOException {
        return lookUp().orElseThrow(() -> new IOException(
                "no server runs with the data folder " + data() + "; start one with: davit server --detach"));
    }

    /** The server that was named or runs; one is started if there is none, at the port that it has by default. */
    public Started findOrStart() throws IOException, InterruptedException {
        return findOrStart(Integer.parseInt(System.getenv().getOrDefault("DAVIT_PORT", "4566")));
    }

    /**
     * The server that was named or runs; one is started if there is none.
     *
     * @param port the port of a server that has to be started
     * @return the server, and whether it was started now
     */
    public Started findOrStart(int port) throws IOException, InterruptedException {
        Optional<Endpoint> running = lookUp();
        if (running.isPresent()) {
            return new Started(running.get(), false);
        }
        System.err.println("No server runs: starting one.");
        Command.of(home().resolve("davit").toString(), "server", "--detach")
                .with("--port", Integer.toString(port), "--data", data().toString())
                .run();
        return new Started(find(), true);
    }

    /**
     * A server, and whether it was started for this command.
     *
     * @param endpoint the server
     * @param isNew whether it was started now
     */
    public record Started(Endpoint endpoint, boolean isNew) {}

    /** The folder of Davit's own files. */
    public static Path home() {
        return Path.of(System.getProperty("davit.home", ".")).toAbsolutePath().normalize();
    }

    private Optional<Endpoint> lookUp() throws IOException {
        Map<String, String> environment = System.getenv();
        Optional<URI> named = endpoint.or(
                () -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")).map(URI::create));
        Optional<URI> url = named.isPresent() ? named : runningServer().map(RunningServer::url);
        return url.isEmpty() ? Optional.empty() : Optional.of(signedFor(url.get(), named.isPresent(), environment));
    }

    /** Keys in the environment are for the server that was named: others have their key in their data folder. */
    private Endpoint signedFor(URI url, boolean isNamed, Map<String, String> environment) throws IOException {
        String region = environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", REGION));
        Path file = data().resolve("credentials");
        if ((isNamed && environment.containsKey("AWS_ACCESS_KEY_ID")) || !Files.isReadable(file)) {
            return new Endpoint(
                    url,
                    environment.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
                    environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "test"),
                    region);
        }
        JsonNode key = Json.tree(Files.readAllBytes(file));
        return new Endpoint(
                url,
                key.path("accessKeyId").asString(""),
                key.path("secretAccessKey").asString(""),
                region);
    }

    /**
     * A server process.
     *
     * @param process the process
     * @param url where it answers
     */
    public record RunningServer(ProcessHandle process, URI url) {
        /** Whether it has not ended yet; one that ended and that its parent did not notice does not run either. */
        public boolean isRunning() {
            return isServer(process);
        }
    }

    /** The living process that uses the data folder. */
    public Optional<RunningServer> runningServer() throws IOException {
        Path file = data().resolve("run/server.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode address = Json.tree(Files.readAllBytes(file));
        URI url = URI.create(address.path("endpoint").asString(""));
        return ProcessHandle.of(address.path("pid").asLong())
                .filter(EndpointOptions::isServer)
                .map(process -> new RunningServer(process, url));
    }

    private static boolean isServer(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .contains("davit.server.Main");
        } catch (IOException e) {
            return false; // the process ended
        }
    }
}
