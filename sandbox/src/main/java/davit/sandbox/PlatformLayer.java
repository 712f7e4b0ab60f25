package davit.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sandbox has in its root that the image does not bring: mount points, names of hosts and users, and process 1.
 *
 * <p>A directory that is laid over the image.
 */
final class PlatformLayer {
    /** Process 1, where AWS has its own. */
    static final String INIT = "/var/rapid/init";

    private static final String USER_NAME = "sbx_user1051";
    private static final long MAX_ACCOUNTS_BYTES = 1 << 20;
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(EXECUTABLE);

    private final byte[] init;
    private final String resolver;

    private PlatformLayer(byte[] init, String resolver) {
        this.init = init;
        this.resolver = resolver;
    }

    /**
     * With the init program that is built with this class.
     *
     * @param nameServers the addresses of whom programs ask for names
     */
    static PlatformLayer load(List<String> nameServers) throws IOException {
        try (InputStream stream = PlatformLayer.class.getResourceAsStream("init")) {
            if (stream == null) {
                throw new IOException("load the sandbox's init program: it is missing from this build");
            }
            return new PlatformLayer(
                    stream.readAllBytes(),
                    nameServers.stream()
                            .map(address -> "nameserver " + address + "\n")
                            .collect(Collectors.joining()));
        }
    }

    /** Makes the directory {@code target} for an image of these layers, the lowest first. */
    void write(Path target, List<Path> lowerFirst) throws IOException {
        for (String folder : List.of("dev", "proc", "tmp", "etc", "var/rapid")) {
            createFolders(target, folder);
        }
        write(target.resolve("etc/hosts"), "127.0.0.1 localhost\n::1 localhost\n");
        write(target.resolve("etc/resolv.conf"), resolver);
        write(
                target.resolve("etc/passwd"),
                accounts(lowerFirst, "etc/passwd", "root:x:0:0:root:/root:/bin/sh")
                        + USER_NAME + ":x:" + UserIds.USER + ":" + UserIds.GROUP + "::/home/" + USER_NAME
                        + ":/sbin/nologin\n");
        write(
                target.resolve("etc/group"),
                accounts(lowerFirst, "etc/group", "root:x:0:") + USER_NAME + ":x:" + UserIds.GROUP + ":\n");
        Path program = target.resolve(INIT.substring(1));
        Files.write(program, init);
        Files.setPosixFilePermissions(program, EXECUTABLE);
    }

    /** Each folder with the mode that others must see, whatever this process's mask is. */
    private static void createFolders(Path target, String name) throws IOException {
        Path folder = target;
        Files.createDirectories(target, FOLDER);
        for (Path part : Path.of(name)) {
            folder = folder.resolve(part);
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, EXECUTABLE);
        }
        Files.setPosixFilePermissions(target, EXECUTABLE);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, READABLE);
    }

    /** The image's own lines, or {@code otherwise}, without one for our user. */
    private static String accounts(List<Path> lowerFirst, String name, String otherwise) throws IOException {
        for (Path layer : lowerFirst.reversed()) {
            Path file = layer.resolve(name);
            boolean throughLink = Files.isSymbolicLink(file.getParent());
            if (!throughLink && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                // A whiteout is a device, and a link could lead to the machine's own file.
                boolean readable =
                        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_ACCOUNTS_BYTES;
                return readable ? withoutOurs(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)) : "";
            }
        }
        return otherwise + "\n";
    }

    private static String withoutOurs(String lines) {
        StringBuilder others = new StringBuilder();
        lines.lines()
                .filter(line -> !line.startsWith(USER_NAME + ":"))
                .forEach(line -> others.append(line).append('\n'));
        return others.toString();
    }
}
