package davit.deploy.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A copy of a program whose folder may not be written, kept in the data folder so that packages can be installed beside
 * it. It follows the program's files at every run; the packages stay.
 */
public final class WorkCopy {
    private static final Set<String> PACKAGES = Set.of("node_modules", "venv", "package-lock.json");

    private WorkCopy() {}

    /** Whether files may be written beside a program; root may write where the mode forbids it, but should not. */
    public static boolean isWritable(Project project) throws IOException {
        Path folder = project.folder();
        return Files.isWritable(folder)
                && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OWNER_WRITE);
    }

    /** The program in its copy, which is made or brought up to date. */
    public static Project of(Project project, Path data) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(project.folder().toString().getBytes(StandardCharsets.UTF_8));
        String suffix = HexFormat.of().toHexDigits((int) checksum.getValue());
        Path copy = data.resolve("work").resolve(project.name() + "-" + suffix);
        Files.createDirectories(copy);
        copyNewer(project.folder(), copy);
        removeOthers(project.folder(), copy);
        return project.in(copy);
    }

    private static void copyNewer(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (arePackages(from, folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                if (!isSame(attributes, copy)) {
                    Files.copy(
                            file,
                            copy,
                            LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean arePackages(Path root, Path path) {
        Path relative = root.relativize(path);
        return relative.getNameCount() == 1 && PACKAGES.contains(relative.toString());
    }

    private static boolean isSame(BasicFileAttributes attributes, Path copy) throws IOException {
        if (attributes.isSymbolicLink() || !Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return Files.size(copy) == attributes.size()
                && Files.getLastModifiedTime(copy).equals(attributes.lastModifiedTime());
    }

    private static void removeOthers(Path from, Path copy) throws IOException {
        Files.walkFileTree(copy, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return arePackages(copy, folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path original = from.resolve(copy.relativize(file));
                if (!arePackages(copy, file) && !Files.exists(original, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
