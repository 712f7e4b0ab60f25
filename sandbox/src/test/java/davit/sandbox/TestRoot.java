package davit.sandbox;

import davit.linux.mount.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A root file system that holds busybox and nothing else. */
final class TestRoot {
    private static final List<Path> BUSYBOX = List.of(Path.of("/bin/busybox"), Path.of("/usr/bin/busybox"));
    private static final List<String> COMMANDS = List.of(
            "sh",
            "cat",
            "dd",
            "df",
            "echo",
            "grep",
            "id",
            "ip",
            "kill",
            "ls",
            "mount",
            "nc",
            "nslookup",
            "ping",
            "ps",
            "sleep",
            "tr",
            "true",
            "usleep",
            "wc",
            "yes");

    private TestRoot() {}

    /** Makes one in {@code folder}. */
    static Mount in(Path folder) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(busybox(), bin.resolve("busybox"));
        for (String command : COMMANDS) {
            Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
        }
        return new Mount.Overlay(List.of(folder));
    }

    private static Path busybox() throws IOException {
        return BUSYBOX.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("busybox is missing: apt-get install busybox-static"));
    }
}
