package davit.server.platform;

import davit.base.time.Time;
import davit.functions.LambdaService;
import davit.functions.LambdaStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/** Reads what runs, when it is asked for. */
public final class StatusReader {
    private static final long MIB = 1024L * 1024;
    private static final long KIB_PER_MIB = 1024;

    private final String version;
    private final LambdaService lambda;
    private final Path data;
    private final Time time;
    private final long startNanos;

    /** Counts the uptime from now on. */
    public StatusReader(String version, LambdaService lambda, Path data, Time time) {
        this.version = version;
        this.lambda = lambda;
        this.data = data;
        this.time = time;
        this.startNanos = time.nanos();
    }

    /** What runs now. */
    public ServerStatus read() {
        LambdaStatus status = lambda.status();
        try {
            return new ServerStatus(
                    version,
                    time.since(startNanos).toSeconds(),
                    status.functions(),
                    new ServerStatus.Environments(
                            status.busyEnvironments(), status.environments() - status.busyEnvironments()),
                    status.queuedEvents(),
                    residentKib() / KIB_PER_MIB,
                    new ServerStatus.Disk(
                            usedBytes() / MIB, Files.getFileStore(data).getUsableSpace() / MIB));
        } catch (IOException e) {
            throw new UncheckedIOException("read the state of " + data, e);
        }
    }

    private static long residentKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    private long usedBytes() throws IOException {
        AtomicLong sum = new AtomicLong();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE; // files come and go while the server works
            }
        });
        return sum.get();
    }
}
