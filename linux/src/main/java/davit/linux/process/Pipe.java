package davit.linux.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import davit.linux.Errno;
import davit.linux.FileDescriptors;
import davit.linux.LinuxException;
import davit.linux.SystemCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A pipe whose writing end goes to a program and its descendants, and whose reading end stays here (pipe(7)).
 *
 * <p>One thread at a time reads. {@link #closeWriter} and {@link #close} may be called from any thread, each once; not while
 * another thread reads.
 */
public final class Pipe implements AutoCloseable {
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NONBLOCK = 0x800;
    private static final int CHUNK = 65_536;

    // int pipe2(int fds[2], int flags)
    private static final SystemCall PIPE2 = SystemCall.of("pipe2", ADDRESS, JAVA_INT);
    // ssize_t read(int fd, void *buffer, size_t count)
    private static final SystemCall READ = SystemCall.returningLong("read", JAVA_INT, ADDRESS, JAVA_LONG);

    private final int reader;
    private final int writer;

    private Pipe(int reader, int writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** Makes one. */
    public static Pipe open() throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(JAVA_INT, 2);
            PIPE2.call("O_CLOEXEC | O_NONBLOCK", both, O_CLOEXEC | O_NONBLOCK);
            return new Pipe(both.getAtIndex(JAVA_INT, 0), both.getAtIndex(JAVA_INT, 1));
        }
    }

    /** A file that opens the writing end, in blocking mode, while it is not closed; for a program's redirection. */
    public Path writerFile() {
        return Path.of("/proc/self/fd/" + writer);
    }

    /** Closes this process's writing end, so that the reader sees the end when all programs have closed theirs. */
    public void closeWriter() {
        FileDescriptors.close(writer);
    }

    /** The reading end, for a {@link Poller}. */
    int reader() {
        return reader;
    }

    /**
     * Waits for bytes and reads some.
     *
     * @return how many were put at the start of {@code into}; -1 at the end
     */
    public int read(byte[] into, Poller poller) throws IOException, InterruptedException {
        int count = readNow(into);
        while (count == 0) {
            awaitBytes(poller);
            count = readNow(into);
        }
        return count;
    }

    /**
     * Reads what is there.
     *
     * @return how many bytes were put at the start of {@code into}; 0 if there are none now, -1 at the end
     */
    public int readNow(byte[] into) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.min(into.length, CHUNK));
            long count = READ.resultOrErrno(reader, buffer, buffer.byteSize());
            while (count == -Errno.EINTR) {
                count = READ.resultOrErrno(reader, buffer, buffer.byteSize());
            }
            if (count == -Errno.EAGAIN) {
                return 0;
            }
            if (count < 0) {
                throw READ.failure("pipe " + reader, (int) -count);
            }
            MemorySegment.copy(buffer, JAVA_BYTE, 0, into, 0, (int) count);
            return count == 0 ? -1 : (int) count;
        }
    }

    /** Waits for bytes, or for the end. */
    public void awaitBytes(Poller poller) throws LinuxException, InterruptedException {
        poller.awaitReadable(reader);
    }

    /** Closes the reading end; a program that writes gets SIGPIPE. */
    @Override
    public void close() {
        FileDescriptors.close(reader);
    }
}
