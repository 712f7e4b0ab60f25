package davit.sandbox;

import davit.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes folders with all that is in them, but never through a mount or a link. */
final class FileTrees {
    private FileTrees() {}

    /**
     * Deletes {@code folder}; does nothing if it is gone.
     *
     * @throws IOException if something is still mounted there, with nothing deleted
     */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> mounts = Mounts.below(folder.toRealPath());
        if (!mounts.isEmpty()) {
            throw new IOException("delete " + folder + ": still mounted: " + mounts);
        }
        Files.walkFileTree(folder, new Deleter());
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
