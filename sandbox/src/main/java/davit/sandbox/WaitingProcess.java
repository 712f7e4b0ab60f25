package davit.sandbox;

import davit.linux.process.Pipe;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that waits for what comes on its standard input, and writes to a pipe. */
final class WaitingProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingProcess.class);

    /** The status of one that was killed by SIGKILL. */
    static final int KILLED = 128 + 9;

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

    /** Tells it what it waits for, waits for its end, and returns its status. */
    int finish(byte[] words) throws IOException, InterruptedException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(words);
        } catch (IOException e) {
            LOG.debug("process {} has ended before, and has said why", process.pid(), e);
        }
        return process.waitFor();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Kills it, if it has not ended yet, waits for its end, and returns its status. */
    int close() throws InterruptedException {
        return process.destroyForcibly().waitFor();
    }
}
