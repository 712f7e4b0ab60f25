package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.linux.FileDescriptors;
import davit.linux.process.Children;
import davit.linux.process.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of a started sandbox, watched by two virtual threads: one reads their output, one awaits their end. */
final class RunningProgram {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProgram.class);
    private static final int CHUNK = 16_384;
    /** How long the end may wait for somebody who is slow to take the last output. */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    /** Several times what a pipe holds. */
    private static final int MOST_CHUNKS = 64;

    private final Host host;
    private final Shell shell;
    private final long init;
    private final OutputLines lines;
    private final Thread reader;
    private final Thread watcher;
    private final Lock reading = new ReentrantLock();

    @GuardedBy("reading")
    private boolean isRead;

    private RunningProgram(Host host, Shell shell, long init, SandboxOutput output, Consumer<SandboxExit> ended) {
        this.host = host;
        this.shell = shell;
        this.init = init;
        this.lines = new OutputLines(output);
        this.reader = Thread.ofVirtual().name("output-" + init).unstarted(this::read);
        this.watcher = Thread.ofVirtual().name("watch-" + init).unstarted(() -> ended.accept(watch()));
    }

    /**
     * Begins to watch what has just been started in {@code shell}.
     *
     * @param ended told how the program ended, after all of its output was told
     */
    static RunningProgram adopt(Host host, Shell shell, SandboxOutput output, Consumer<SandboxExit> ended)
            throws IOException {
        long init = Long.parseLong(Files.readString(shell.bundle().pidFile()).strip());
        RunningProgram program = new RunningProgram(host, shell, init, output, ended);
        program.reader.start();
        program.watcher.start();
        return program;
    }

    /** Sends SIGTERM to the program, by way of process 1. */
    void askToEnd() throws IOException {
        Children.signal(init, Children.SIGTERM);
    }

    /** Waits until its processes are gone, which somebody has killed, and nobody reads their output any more. */
    void awaitEnd() throws InterruptedException {
        watcher.join();
        reader.interrupt();
        reader.join();
        reading.lock();
        try {
            isRead = true;
        } finally {
            reading.unlock();
        }
    }

    /** Tells what was written so far, up to some chunks of a program that goes on writing. */
    void tellOutput() throws IOException {
        byte[] bytes = new byte[CHUNK];
        int count = CHUNK;
        for (int chunk = 0; chunk < MOST_CHUNKS && count > 0; chunk++) {
            count = tellSome(bytes);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a hint is enough: a program that floods must not keep a carrier thread
    private void read() {
        byte[] bytes = new byte[CHUNK];
        try {
            for (int count = tellSome(bytes); count >= 0; count = tellSome(bytes)) {
                if (count == 0) {
                    shell.output().awaitBytes(host.poller());
                } else {
                    Thread.yield();
                }
            }
        } catch (IOException | InterruptedException e) {
            LOG.warn("read the output of process {}: broke off", init, e);
        }
    }

    /** Reads and tells under one lock, so that two threads do not mix up the order of lines. */
    private int tellSome(byte[] bytes) throws IOException {
        reading.lock();
        try {
            int count = isRead ? -1 : shell.output().readNow(bytes);
            if (count > 0) {
                lines.add(bytes, count);
            } else if (count < 0) {
                isRead = true;
                lines.end();
            }
            return count;
        } finally {
            reading.unlock();
        }
    }

    private SandboxExit watch() {
        try {
            Ending ending = awaitEnding();
            shell.peakMemory().look();
            reader.join(LAST_OUTPUT);
            return Endings.exit(
                    ending, Files.readString(shell.bundle().statusFile(), StandardCharsets.US_ASCII), oomKills());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("watch process " + init, e);
        }
    }

    private long oomKills() throws IOException {
        return shell.cgroup().outOfMemoryKills();
    }

    private Ending awaitEnding() throws IOException, InterruptedException {
        int descriptor = Children.descriptor(init);
        try {
            Optional<Ending> ending = Children.takeEnding(init);
            while (ending.isEmpty()) {
                host.poller().awaitReadable(descriptor);
                ending = Children.takeEnding(init);
            }
            return ending.get();
        } finally {
            FileDescriptors.close(descriptor);
        }
    }
}
