package davit.linux.mount;

import static davit.linux.mount.MountFlag.BIND;
import static davit.linux.mount.MountFlag.NO_DEVICES;
import static davit.linux.mount.MountFlag.NO_SETUID;
import static davit.linux.mount.MountFlag.READ_ONLY;
import static davit.linux.mount.MountFlag.REMOUNT;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import davit.linux.Errno;
import davit.linux.FileDescriptors;
import davit.linux.LinuxException;
import davit.linux.SystemCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Mounting and unmounting in this process's mount namespace (mount(2), umount2(2)). */
public final class Mounts {
    private static final int MNT_DETACH = 2;
    private static final long FS_IOC_SHUTDOWN = 0x8004587DL;
    private static final int GOING_FLAGS_NOLOGFLUSH = 2;
    private static final Set<MountFlag> ROOT = Set.of(READ_ONLY, NO_SETUID, NO_DEVICES);

    // int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *options)
    private static final SystemCall MOUNT = SystemCall.of("mount", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    // int umount2(const char *target, int flags)
    private static final SystemCall UMOUNT2 = SystemCall.of("umount2", ADDRESS, JAVA_INT);

    private Mounts() {}

    /**
     * Mounts an image's root at {@code target}, an existing directory: read-only, set-user-id bits and device files
     * without effect.
     */
    public static void mount(Mount image, Path target) throws LinuxException {
        switch (image) {
            case Mount.Overlay(List<Path> lowerFirst) -> overlay(lowerFirst, target);
            case Mount.Erofs(Path file) -> erofs(file, target);
        }
    }

    /**
     * mount(2).
     *
     * @param source a device, directory or word, as {@code type} takes it
     * @param target an existing directory, or file for a bind of a file
     * @param type the file system's name in /proc/filesystems, empty with {@link MountFlag#BIND} and the like
     * @param options of the file system, separated by commas; empty for none
     */
    public static void mount(String source, Path target, String type, Set<MountFlag> flags, String options)
            throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MOUNT.call(
                    "%s, %s, %s, %s, %s".formatted(source, target, type, flags, options),
                    arena.allocateFrom(source),
                    arena.allocateFrom(target.toString()),
                    arena.allocateFrom(type),
                    MountFlag.bits(flags),
                    arena.allocateFrom(options));
        }
    }

    /** Unmounts what is mounted at {@code target}; with {@link Errno#EBUSY} if it is in use. */
    public static void unmount(Path target) throws LinuxException {
        unmount(target, 0, "0");
    }

    /**
     * Detaches the file system mounted at {@code target}; it is unmounted once nothing uses it any more.
     *
     * @throws LinuxException with {@link Errno#EINVAL} if {@code target} is not a mount point
     */
    public static void detach(Path target) throws LinuxException {
        unmount(target, MNT_DETACH, "MNT_DETACH");
    }

    /**
     * Gives up the ext4 or XFS file system mounted at {@code target}: nothing is written back any more, and what still
     * uses it gets EIO. Makes the unmount of a file system quick whose content nobody needs.
     */
    public static void abandon(Path target) throws LinuxException {
        int descriptor = FileDescriptors.open(target, FileDescriptors.O_RDONLY);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment flags = arena.allocateFrom(JAVA_INT, GOING_FLAGS_NOLOGFLUSH);
            FileDescriptors.control(descriptor, FS_IOC_SHUTDOWN, flags, "FS_IOC_SHUTDOWN of " + target);
        } finally {
            FileDescriptors.close(descriptor);
        }
    }

    /** The mount points of this process that are {@code folder} or lie below it, the deepest first. */
    public static List<Path> below(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return lines.map(line -> Path.of(unescape(line.split(" ", 6)[4])))
                    .filter(point -> point.startsWith(folder))
                    .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                    .toList();
        }
    }

    private static void unmount(Path target, int flags, String shown) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            UMOUNT2.call(target + ", " + shown, arena.allocateFrom(target.toString()), flags);
        }
    }

    private static void overlay(List<Path> lowerFirst, Path target) throws LinuxException {
        if (lowerFirst.size() == 1) {
            String only = lowerFirst.getFirst().toString();
            mount(only, target, "", Set.of(BIND), "");
            mount(only, target, "", Set.of(BIND, REMOUNT, READ_ONLY, NO_SETUID, NO_DEVICES), "");
        } else {
            OverlayMount.mount(lowerFirst.reversed(), target, ROOT);
        }
    }

    private static void erofs(Path image, Path target) throws LinuxException {
        try {
            mount(image.toString(), target, "erofs", ROOT, "");
        } catch (LinuxException e) {
            if (e.errno() != Errno.ENOTBLK) {
                throw e;
            }
            // Before Linux 6.12 EROFS takes block devices only.
            try (LoopDevice device = LoopDevice.attach(image, Set.of(LoopDevice.Mode.READ_ONLY))) {
                mount(device.path().toString(), target, "erofs", ROOT, "");
            }
        }
    }

    /** Undoes proc(5)'s octal escapes of blanks and backslashes. */
    private static String unescape(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
