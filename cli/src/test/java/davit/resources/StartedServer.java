package davit.resources;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server in a process and a folder of its own, on any free port. */
final class StartedServer implements AutoCloseable {
    private static final String READY = "davit is ready at ";

    private final Process process;
    private final URI url;

    private StartedServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one and waits until it is ready. */
    static StartedServer in(Path data) throws IOException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Ddavit.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "davit.server.Main",
                "--port",
                "0",
                "--data",
                data.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                return new StartedServer(process, URI.create(line.substring(READY.length())));
            }
        }
        throw new IOException("the server ended with status " + process.exitValue());
    }

    URI url() {
        return url;
    }

    /** Ends it as {@code davit stop} does. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
