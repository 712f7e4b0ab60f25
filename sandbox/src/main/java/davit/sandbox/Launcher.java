package davit.sandbox;

import davit.linux.process.Pipe;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that waits for the word to become the OCI runtime.
 *
 * <p>It exists before it is needed so that it can be moved into its cgroups meanwhile, which takes the kernel
 * milliseconds; what it starts is in them from its first instruction on.
 */
final class Launcher {
    // The status goes to descriptor 3, which the runtime passes on.
    private static final String SCRIPT = "read -r _ && status=$1 && shift && exec \"$@\" 3>\"$status\"";

    private final Process process;

    private Launcher(Process process) {
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param status the file to which process 1 writes how the program ended
     * @param command the runtime and its arguments
     * @param output takes what the runtime and the program write
     */
    static Launcher start(Path status, List<String> command, Pipe output) throws IOException {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "davit-launcher", status.toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.writerFile().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        return new Launcher(builder.start());
    }

    /** Its process id. */
    long pid() {
        return process.pid();
    }

    /** Gives the word, waits for the runtime to end, and returns its status. */
    int launch() throws IOException, InterruptedException {
        try (OutputStream word = process.getOutputStream()) {
            word.write("\n".getBytes(StandardCharsets.US_ASCII));
        }
        return process.waitFor();
    }

    /** Kills it, if it has not launched yet, and waits for its end. */
    void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
