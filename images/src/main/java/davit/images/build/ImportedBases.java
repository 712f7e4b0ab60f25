package davit.images.build;

import davit.images.context.ImageBuildException;
import davit.images.files.FileTree;
import davit.images.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Base images in buildah's form, a store each, imported once on this machine for the builds of all data folders: that
 * takes longer than most builds.
 *
 * <p>What a build made over them refers to them, so a builder's own storage is of no use any more when one of those that
 * it was ever used with is gone. One build at a time uses an object and the storage.
 */
final class ImportedBases {
    private static final String COMPLETE = "complete";

    private final Path folder;

    /** Keeps them in {@code folder}. */
    ImportedBases(Path folder) {
        this.folder = folder;
    }

    /** Beside the images themselves, in the machine's cache. */
    static ImportedBases ofThisMachine() {
        String cache = System.getenv("DAVIT_CACHE");
        Path home = Path.of(System.getenv().getOrDefault("HOME", "/var/cache"));
        return new ImportedBases((cache == null ? home.resolve(".cache/davit") : Path.of(cache)).resolve("imported"));
    }

    /** Fills an empty store. */
    @FunctionalInterface
    interface Import {
        void into(Path store) throws ImageBuildException, IOException, InterruptedException;
    }

    /** Whether the machine's cache can be written to; without one everything is imported for each data folder. */
    boolean isUsable() {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder);
        } catch (IOException _) {
            return false;
        }
    }

    /** Makes sure that {@code base} is imported, and that {@code storage} is used with it from now on. */
    void add(Digest base, Path storage, Import program) throws ImageBuildException, IOException, InterruptedException {
        Path store = store(base.hex());
        if (!isComplete(store)) {
            FileTree.delete(store);
            Files.createDirectories(store);
            program.into(store);
            Files.createFile(store.resolve(COMPLETE));
        }
        if (!names(storage).contains(base.hex())) {
            Files.createDirectories(storage);
            Files.writeString(list(storage), base.hex() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** The stores that {@code storage} has to be used with; clears it if one of them is gone. */
    List<Path> of(Path storage) throws IOException {
        List<Path> stores = new ArrayList<>();
        for (String name : names(storage)) {
            stores.add(store(name));
        }
        if (stores.stream().allMatch(ImportedBases::isComplete)) {
            return stores;
        }
        FileTree.delete(storage);
        return List.of();
    }

    /**
     * What buildah remembers of registries; of all builds together, as it tells too under which digest a registry has the
     * layers of an imported image, so that they need not be compressed again to be pushed.
     */
    Path notes() {
        return folder.resolve("notes");
    }

    private Path store(String name) {
        return folder.resolve(name);
    }

    private static boolean isComplete(Path store) {
        return Files.exists(store.resolve(COMPLETE));
    }

    private static Path list(Path storage) {
        return storage.resolve("davit-bases");
    }

    private static List<String> names(Path storage) throws IOException {
        return Files.exists(list(storage)) ? Files.readAllLines(list(storage)) : List.of();
    }
}
