package davit.linux.mount;

import java.nio.file.Path;
import java.util.List;

/** A read-only file tree that can be mounted as the root of a sandbox. */
public sealed interface Mount {
    /**
     * Directories laid over each other.
     *
     * @param lowerFirst the directories, the one that is covered by all others first; at least one
     */
    record Overlay(List<Path> lowerFirst) implements Mount {
        /** Keeps a copy. */
        public Overlay {
            lowerFirst = List.copyOf(lowerFirst);
            if (lowerFirst.isEmpty()) {
                throw new IllegalArgumentException("an overlay needs a directory");
            }
        }
    }

    /**
     * A file that holds an EROFS file system.
     *
     * @param image the file
     */
    record Erofs(Path image) implements Mount {}
}
