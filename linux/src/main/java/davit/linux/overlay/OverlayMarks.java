package davit.linux.overlay;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What a layer says of the layers below it, in
 * <a href="https://docs.kernel.org/filesystems/overlayfs.html#whiteouts-and-opaque-directories">overlayfs's form</a>.
 * Needs root.
 */
@SuppressWarnings("restricted") // downcalls are this module's purpose
public final class OverlayMarks {
    private static final int S_IFCHR = 0020000;
    private static final byte[] OPAQUE = {'y'};

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    // int mknod(const char *pathname, mode_t mode, dev_t dev)
    private static final MethodHandle MKNOD = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("mknod"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    // int setxattr(const char *path, const char *name, const void *value, size_t size, int flags)
    private static final MethodHandle SETXATTR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("setxattr"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"));

    private OverlayMarks() {}

    /**
     * Makes a whiteout: what lower layers have at {@code path} is not seen.
     *
     * @throws FileSystemException if something is there, or the process may not make device nodes
     */
    public static void whiteout(Path path) throws FileSystemException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int result = mknod(state, arena.allocateFrom(path.toString()));
            check(result, "mknod(S_IFCHR, 0:0)", path, state);
        }
    }

    /**
     * Makes a directory opaque: of what lower layers have in it, nothing is seen.
     *
     * @throws FileSystemException if it is not there, or the process may not set trusted attributes
     */
    public static void opaque(Path directory) throws FileSystemException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            MemorySegment name = arena.allocateFrom("trusted.overlay.opaque");
            MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_BYTE, OPAQUE);
            int result = setxattr(state, arena.allocateFrom(directory.toString()), name, value);
            check(result, "setxattr(trusted.overlay.opaque)", directory, state);
        }
    }

    private static int mknod(MemorySegment state, MemorySegment path) {
        try {
            return (int) MKNOD.invokeExact(state, path, S_IFCHR, 0L);
        } catch (Throwable impossible) {
            throw new AssertionError("a downcall throws nothing", impossible);
        }
    }

    private static int setxattr(MemorySegment state, MemorySegment path, MemorySegment name, MemorySegment value) {
        try {
            return (int) SETXATTR.invokeExact(state, path, name, value, value.byteSize(), 0);
        } catch (Throwable impossible) {
            throw new AssertionError("a downcall throws nothing", impossible);
        }
    }

    private static void check(int result, String call, Path path, MemorySegment state) throws FileSystemException {
        if (result != 0) {
            int errno = (int) ERRNO.get(state, 0L);
            throw new FileSystemException(path.toString(), null, call + " failed with errno " + errno);
        }
    }
}
