package davit.linux.mount;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import davit.linux.FileDescriptors;
import davit.linux.LinuxException;
import davit.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Read-only overlays of any number of directories: mount(2) while their names fit into its one page of options, else
 * fsopen(2) and its kin, to which Linux 6.5 and later take one directory after the other.
 */
final class OverlayMount {
    private static final int MAX_OPTIONS = 4095;

    private static final long SYS_MOVE_MOUNT = 429;
    private static final long SYS_FSOPEN = 430;
    private static final long SYS_FSCONFIG = 431;
    private static final long SYS_FSMOUNT = 432;
    private static final int FSOPEN_CLOEXEC = 1;
    private static final int FSMOUNT_CLOEXEC = 1;
    private static final int FSCONFIG_SET_FLAG = 0;
    private static final int FSCONFIG_SET_STRING = 1;
    private static final int FSCONFIG_CMD_CREATE = 6;
    private static final int MOVE_MOUNT_F_EMPTY_PATH = 4;
    private static final int AT_FDCWD = -100;

    // long syscall(long number, ...); its results here fit an int
    private static final SystemCall FSOPEN = SystemCall.variadic("syscall", 1, JAVA_LONG, ADDRESS, JAVA_INT);
    private static final SystemCall FSCONFIG =
            SystemCall.variadic("syscall", 1, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final SystemCall FSMOUNT =
            SystemCall.variadic("syscall", 1, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final SystemCall MOVE_MOUNT =
            SystemCall.variadic("syscall", 1, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);

    private OverlayMount() {}

    static void mount(List<Path> topFirst, Path target, Set<MountFlag> flags) throws LinuxException {
        String options =
                "lowerdir=" + topFirst.stream().map(OverlayMount::escape).collect(Collectors.joining(":"));
        if (options.getBytes(StandardCharsets.UTF_8).length <= MAX_OPTIONS) {
            Mounts.mount("overlay", target, "overlay", flags, options);
        } else {
            mountOneByOne(topFirst, target, flags);
        }
    }

    private static String escape(Path directory) {
        return directory.toString().replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }

    private static void mountOneByOne(List<Path> topFirst, Path target, Set<MountFlag> flags) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            int context =
                    (int) FSOPEN.call("fsopen, overlay", SYS_FSOPEN, arena.allocateFrom("overlay"), FSOPEN_CLOEXEC);
            try {
                configure(arena, context, topFirst);
                // The attributes of fsmount(2) have the numbers of mount(2)'s flags for these three.
                int attributes = (int) MountFlag.bits(flags);
                int mount = (int) FSMOUNT.call("fsmount, overlay", SYS_FSMOUNT, context, FSMOUNT_CLOEXEC, attributes);
                attach(arena, mount, target);
            } finally {
                FileDescriptors.close(context);
            }
        }
    }

    private static void configure(Arena arena, int context, List<Path> topFirst) throws LinuxException {
        MemorySegment none = MemorySegment.NULL;
        for (Path directory : topFirst) {
            MemorySegment key = arena.allocateFrom("lowerdir+");
            MemorySegment value = arena.allocateFrom(directory.toString());
            FSCONFIG.call(
                    "fsconfig, lowerdir+=" + directory, SYS_FSCONFIG, context, FSCONFIG_SET_STRING, key, value, 0);
        }
        FSCONFIG.call("fsconfig, ro", SYS_FSCONFIG, context, FSCONFIG_SET_FLAG, arena.allocateFrom("ro"), none, 0);
        FSCONFIG.call("fsconfig, create overlay", SYS_FSCONFIG, context, FSCONFIG_CMD_CREATE, none, none, 0);
    }

    private static void attach(Arena arena, int mount, Path target) throws LinuxException {
        try {
            MOVE_MOUNT.call(
                    "move_mount, " + target,
                    SYS_MOVE_MOUNT,
                    mount,
                    arena.allocateFrom(""),
                    AT_FDCWD,
                    arena.allocateFrom(target.toString()),
                    MOVE_MOUNT_F_EMPTY_PATH);
        } finally {
            FileDescriptors.close(mount);
        }
    }
}
