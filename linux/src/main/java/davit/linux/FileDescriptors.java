package davit.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Open, close and control by number what the JDK keeps behind its own classes; every descriptor is close-on-exec. */
public final class FileDescriptors {
    /** For {@link #open}: reading only. */
    public static final int O_RDONLY = 0;
    /** For {@link #open}: reading and writing. */
    public static final int O_RDWR = 2;

    private static final int O_CLOEXEC = 0x80000;
    private static final int SEEK_DATA = 3;

    // int open(const char *path, int flags, ...)
    private static final SystemCall OPEN = SystemCall.variadic("open", 2, ADDRESS, JAVA_INT, JAVA_INT);
    // int close(int fd)
    private static final SystemCall CLOSE = SystemCall.of("close", JAVA_INT);
    // int ioctl(int fd, unsigned long request, ...)
    private static final SystemCall IOCTL_NUMBER = SystemCall.variadic("ioctl", 2, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final SystemCall IOCTL_STRUCT = SystemCall.variadic("ioctl", 2, JAVA_INT, JAVA_LONG, ADDRESS);

    // off_t lseek(int fd, off_t offset, int whence)
    private static final SystemCall LSEEK = SystemCall.returningLong("lseek", JAVA_INT, JAVA_LONG, JAVA_INT);

    private FileDescriptors() {}

    /** Opens an existing file. */
    public static int open(Path path, int flags) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            return (int) OPEN.call(path.toString(), arena.allocateFrom(path.toString()), flags | O_CLOEXEC, 0);
        }
    }

    /** Closes; what close(2) could complain of does not matter to any caller here. */
    public static void close(int descriptor) {
        CLOSE.resultOrErrno(descriptor);
    }

    /** Where the next bytes of a sparse file are that take up space, at or after {@code offset}; empty if none are. */
    public static OptionalLong nextStored(int descriptor, long offset) throws LinuxException {
        long result = LSEEK.resultOrErrno(descriptor, offset, SEEK_DATA);
        if (result < 0 && result != -Errno.ENXIO) {
            throw LSEEK.failure(descriptor + ", " + offset + ", SEEK_DATA", (int) -result);
        }
        return result < 0 ? OptionalLong.empty() : OptionalLong.of(result);
    }

    /** ioctl(2) with a number as its argument; {@code request} is shown in the exception's message. */
    public static long control(int descriptor, long code, long argument, String request) throws LinuxException {
        return IOCTL_NUMBER.call(request, descriptor, code, argument);
    }

    /** ioctl(2) with a structure as its argument; {@code request} is shown in the exception's message. */
    public static long control(int descriptor, long code, MemorySegment argument, String request)
            throws LinuxException {
        return IOCTL_STRUCT.call(request, descriptor, code, argument);
    }
}
