package davit.server;

import davit.base.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The mark of the one server that uses a data folder: a locked file, and {@code run/davit.pid} and
 * {@code run/server.json} for who looks for it.
 */
final class RunningServer implements AutoCloseable {
    /**
     * What the {@code davit} command reads.
     *
     * @param pid the server's process
     * @param endpoint the URL that it answers at
     */
    record Address(long pid, String endpoint) {}

    private static final String ADDRESS = "server.json";

    private final Path run;
    private final FileChannel lockFile;

    private RunningServer(Path run, FileChannel lockFile) {
        this.run = run;
        this.lockFile = lockFile;
    }

    /**
     * Takes a data folder.
     *
     * @throws IOException if another server uses it
     */
    static RunningServer take(Path data) throws IOException {
        Path run = Files.createDirectories(data.resolve("run"));
        FileChannel file =
                FileChannel.open(run.resolve("davit.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            throw new IOException("another server uses " + data + "; stop it with: davit stop --data " + data);
        }
        return new RunningServer(run, file);
    }

    /** Publishes the address, once the server answers; whoever looks sees all of it or nothing. */
    void announce(String endpoint) throws IOException {
        long pid = ProcessHandle.current().pid();
        Files.writeString(run.resolve("davit.pid"), pid + "\n");
        Path unfinished = run.resolve(ADDRESS + ".new");
        Files.write(unfinished, Json.bytes(new Address(pid, endpoint)));
        Files.move(unfinished, run.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(run.resolve(ADDRESS));
        Files.deleteIfExists(run.resolve("davit.pid"));
        lockFile.close();
    }
}
