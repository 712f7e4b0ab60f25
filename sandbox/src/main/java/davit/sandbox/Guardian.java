package davit.sandbox;

import davit.linux.cgroup.Cgroup;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A small process that outlives a killed server for the moment in which it kills the server's sandboxes.
 *
 * <p>It notices by the end of a pipe of which this process alone has the other end. A signal on the parent's death would
 * not do: it reaches neither the grandchildren that an OCI runtime leaves, nor is it bound to the death of the process,
 * but to that of the thread that started them.
 */
final class Guardian {
    private final Process process;

    private Guardian(Process process) {
        this.process = process;
    }

    /** Starts one for the groups below {@code group}. */
    static Guardian start(Cgroup group) throws IOException {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script(), "davit-guardian"));
        group.directories().forEach(directory -> words.add(directory.toString()));
        Process process = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return new Guardian(process);
    }

    private static String script() throws IOException {
        try (InputStream stream = Guardian.class.getResourceAsStream("guardian.sh")) {
            if (stream == null) {
                throw new IOException("load the sandboxes' guardian: it is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends it; to be called when no group is left. */
    void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
