package davit.sandbox;

import static davit.linux.mount.MountFlag.BIND;
import static davit.linux.mount.MountFlag.NO_EXECUTION;
import static davit.linux.mount.MountFlag.NO_SETUID;

import davit.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The folder that becomes {@code /dev} in every sandbox: the devices that do nobody harm. */
final class DeviceFolder {
    private static final List<String> DEVICES = List.of("full", "null", "random", "tty", "urandom", "zero");
    private static final Map<String, String> LINKS = Map.of(
            "fd", "/proc/self/fd",
            "stdin", "/proc/self/fd/0",
            "stdout", "/proc/self/fd/1",
            "stderr", "/proc/self/fd/2");

    private DeviceFolder() {}

    /** Fills {@code folder}, an empty one, by mounts. */
    static void make(Path folder) throws IOException {
        Mounts.mount("davit-dev", folder, "tmpfs", Set.of(NO_SETUID, NO_EXECUTION), "mode=755,size=64k");
        for (String device : DEVICES) {
            Path file = Files.createFile(folder.resolve(device));
            Mounts.mount("/dev/" + device, file, "", Set.of(BIND), "");
        }
        for (Map.Entry<String, String> link : LINKS.entrySet()) {
            Files.createSymbolicLink(folder.resolve(link.getKey()), Path.of(link.getValue()));
        }
    }

    /** Undoes {@link #make}; also what it made before it failed. */
    static void remove(Path folder) throws IOException {
        for (Path point : Mounts.below(folder)) {
            Mounts.detach(point);
        }
    }
}
