package davit.sandbox;

import davit.linux.process.Pipe;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** A process that waits for what comes on its standard input, and writes to a pipe. */
final class WaitingProcess {
    private final Process process;

    private WaitingProcess(Process process) {
        this.process = process;
    }

    /** Starts one; closes this process's writing end of {@code output}. */
    static WaitingProcess start(List<String> command, Pipe output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.writerFile().toFile()));
        builder.environment().keySet().retainAll(List.of("PATH"));
        try {
            return new WaitingProcess(builder.start());
        } finally {
            output.closeWriter();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Tells it something, with more to come. */
    void tell(byte[] words) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(words);
        input.flush();
    }

    /** Tells it the last, waits for its end, and returns its status. */
    int finish(byte[] words) throws IOException, InterruptedException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(words);
        }
        return process.waitFor();
    }

    /** Kills it, if it has not ended yet, and waits for its end. */
    void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
