package davit.linux.mount;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.linux.Errno;
import davit.linux.FileDescriptors;
import davit.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A file as a block device (loop(4)), while this object or a mount of the device lives.
 *
 * <p>The kernel detaches the file by itself with the last user of the device, also when this process is killed.
 */
public final class LoopDevice implements AutoCloseable {
    /** How the file is attached. */
    public enum Mode {
        READ_ONLY
    }

    private static final Path CONTROL = Path.of("/dev/loop-control");
    private static final long LOOP_CTL_ADD = 0x4C80;
    private static final long LOOP_CTL_GET_FREE = 0x4C82;
    /** To {@link #LOOP_CTL_ADD}: the next that does not exist yet. */
    private static final long ANY_NUMBER = -1;

    private static final long LOOP_CONFIGURE = 0x4C0A;
    private static final int LO_FLAGS_READ_ONLY = 1;
    private static final int LO_FLAGS_AUTOCLEAR = 4;
    // struct loop_config: fd, block_size, struct loop_info64 (5 u64, 4 u32 of which the last is lo_flags, ...),
    // reserved
    private static final int CONFIG_BYTES = 304;
    private static final int OFFSET_OF_FLAGS = 8 + 5 * 8 + 3 * 4;
    private static final int MAX_ATTEMPTS = 100;

    private static final Claims CLAIMS = new Claims();

    private final Path path;
    private final int descriptor;

    private LoopDevice(Path path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** Attaches {@code file} to a free device. */
    public static LoopDevice attach(Path file, Set<Mode> modes) throws LinuxException {
        boolean readOnly = modes.contains(Mode.READ_ONLY);
        int backing = FileDescriptors.open(file, readOnly ? FileDescriptors.O_RDONLY : FileDescriptors.O_RDWR);
        try {
            return attach(backing, readOnly);
        } finally {
            FileDescriptors.close(backing);
        }
    }

    /** The device's file, {@code /dev/loop7}. */
    public Path path() {
        return path;
    }

    /** Lets go of the device; a mount of it keeps it. */
    @Override
    public void close() {
        FileDescriptors.close(descriptor);
    }

    private static LoopDevice attach(int backing, boolean readOnly) throws LinuxException {
        LinuxException busy = new LinuxException("LOOP_CONFIGURE of a free device", Errno.EBUSY);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            long number = CLAIMS.take();
            try {
                return attach(Path.of("/dev/loop" + number), backing, readOnly);
            } catch (LinuxException e) {
                if (e.errno() != Errno.EBUSY) {
                    throw e;
                }
                // Another process took the free one first.
                busy = e;
            } finally {
                CLAIMS.giveBack(number);
            }
        }
        throw busy;
    }

    private static LoopDevice attach(Path device, int backing, boolean readOnly) throws LinuxException {
        int descriptor = FileDescriptors.open(device, FileDescriptors.O_RDWR);
        boolean isAttached = false;
        try {
            configure(descriptor, backing, readOnly, device);
            isAttached = true;
            return new LoopDevice(device, descriptor);
        } finally {
            if (!isAttached) {
                FileDescriptors.close(descriptor);
            }
        }
    }

    /** Numbers of devices that threads of this process are about to configure. */
    private static final class Claims {
        @GuardedBy("this")
        private final Set<Long> claimed = new HashSet<>();

        /** A free one that no other thread has claimed. The kernel would give the same one to all who ask at once. */
        synchronized long take() throws LinuxException {
            long number = control(LOOP_CTL_GET_FREE, 0, "LOOP_CTL_GET_FREE");
            if (!claimed.add(number)) {
                number = control(LOOP_CTL_ADD, ANY_NUMBER, "LOOP_CTL_ADD");
                claimed.add(number);
            }
            return number;
        }

        synchronized void giveBack(long number) {
            claimed.remove(number);
        }
    }

    private static long control(long request, long argument, String name) throws LinuxException {
        int control = FileDescriptors.open(CONTROL, FileDescriptors.O_RDWR);
        try {
            return FileDescriptors.control(control, request, argument, CONTROL + ", " + name);
        } finally {
            FileDescriptors.close(control);
        }
    }

    private static void configure(int descriptor, int backing, boolean readOnly, Path device) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment config = arena.allocate(CONFIG_BYTES, JAVA_LONG.byteAlignment());
            config.set(JAVA_INT, 0, backing);
            config.set(JAVA_INT, OFFSET_OF_FLAGS, LO_FLAGS_AUTOCLEAR | (readOnly ? LO_FLAGS_READ_ONLY : 0));
            FileDescriptors.control(descriptor, LOOP_CONFIGURE, config, device + ", LOOP_CONFIGURE");
        }
    }
}
