package davit.images.rootfs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.process.Command;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.images.files.FileTree;
import davit.images.oci.Digest;
import davit.images.oci.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Unpacked layers on the disk, each once by the digest of its archive. A layer is unpacked beside its place, written
 * out to the disk, moved into its place and then recorded; what a crash leaves in between is removed at the next start.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class LayerStore {
    private static final String UNFINISHED = "unfinished-";
    private static final int LOCKS = 64;

    private final Path directory;
    private final Table<Layer> layers;
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    @GuardedBy("this")
    private long lastNumber;

    /** How the archive of a layer is read, packed or not. */
    @FunctionalInterface
    public interface Archive {
        /** Opens it; whoever calls closes the stream. */
        InputStream open() throws IOException;
    }

    /** The store in {@code directory}, made if it is not there. One process at a time. */
    public LayerStore(Path directory, Records records) throws IOException {
        this.directory = directory;
        this.layers = records.table("image_layers", Layer.class);
        Files.createDirectories(directory);
        removeUnrecorded();
    }

    private void removeUnrecorded() throws IOException {
        Set<String> recorded = new HashSet<>();
        layers.scan(KeyRange.ALL, Integer.MAX_VALUE)
                .forEach(entry -> recorded.add(entry.value().directory()));
        try (Stream<Path> found = Files.list(directory)) {
            for (Path path : found.toList()) {
                if (!recorded.contains(path.getFileName().toString())) {
                    FileTree.delete(path);
                }
            }
        }
        synchronized (this) {
            lastNumber = recorded.stream().mapToLong(Long::parseLong).max().orElse(0);
        }
    }

    /**
     * Unpacks a layer unless it is unpacked already.
     *
     * @param diffId the digest that the unpacked archive must have
     * @param budget what the image may still need; charged in either case
     */
    public void unpack(Digest diffId, Archive archive, SizeBudget budget) throws IOException, InvalidImageException {
        unpack(
                diffId,
                root -> {
                    try (InputStream packed = archive.open()) {
                        return LayerUnpacker.unpack(packed, diffId, root, budget);
                    }
                },
                budget);
    }

    /**
     * Unpacks a ZIP archive unless it is unpacked already.
     *
     * @param id of archive and folder together
     * @param folder where its files are in the image, {@code var/task}
     * @param budget what the image may still need; charged in either case
     */
    public void unpackZip(Digest id, String folder, Archive archive, SizeBudget budget)
            throws IOException, InvalidImageException {
        unpack(
                id,
                root -> {
                    try (InputStream packed = archive.open()) {
                        return ZipLayerUnpacker.unpack(packed, folder, root, budget);
                    }
                },
                budget);
    }

    private interface Unpacking {
        Layer into(Path root) throws IOException, InvalidImageException;
    }

    private void unpack(Digest diffId, Unpacking unpacking, SizeBudget budget)
            throws IOException, InvalidImageException {
        Lock lock = locks[Math.floorMod(diffId.hashCode(), LOCKS)];
        lock.lock();
        try {
            Optional<Layer> existing = find(diffId);
            if (existing.isPresent()) {
                budget.take(existing.get().bytes(), existing.get().entries());
            } else {
                layers.put(Key.of(diffId.hex()), unpackNew(unpacking));
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Layer> find(Digest diffId) {
        return layers.find(Key.of(diffId.hex())).filter(layer -> Files.isDirectory(path(layer)));
    }

    private Layer unpackNew(Unpacking unpacking) throws IOException, InvalidImageException {
        String number = nextNumber();
        Path unfinished = directory.resolve(UNFINISHED + number);
        Path place = directory.resolve(number);
        Files.createDirectory(unfinished);
        Files.setAttribute(unfinished, "unix:mode", 0755);
        try {
            Layer layer = unpacking.into(unfinished);
            writeOut(unfinished);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            return new Layer(number, layer.bytes(), layer.entries(), layer.impliedDirectories());
        } finally {
            FileTree.delete(unfinished);
        }
    }

    private synchronized String nextNumber() {
        lastNumber++;
        return Long.toString(lastNumber);
    }

    /** Waits until the disk has everything, as one call for all files: thousands of single ones would take minutes. */
    private static void writeOut(Path tree) throws IOException {
        try {
            Command.of("sync", "--file-system", tree.toString()).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing out " + tree, e);
        }
    }

    /**
     * The directories of these layers, the lowest first: without empty layers if there are others, and of a layer that
     * occurs twice only the upper one.
     *
     * @throws IllegalStateException if one of them is not unpacked
     */
    public List<Path> directories(List<Digest> diffIds) {
        List<Layer> unpacked = diffIds.reversed().stream()
                .map(id -> find(id).orElseThrow(() -> new IllegalStateException("not unpacked: " + id)))
                .distinct()
                .toList();
        List<Layer> filled =
                unpacked.stream().filter(layer -> layer.entries() > 0).toList();
        return (filled.isEmpty() ? unpacked.subList(0, 1) : filled)
                .reversed().stream().map(this::path).toList();
    }

    /** The length of all files of these layers in bytes; empty if one of them is not unpacked. */
    public Optional<Long> size(List<Digest> diffIds) {
        List<Optional<Layer>> found = diffIds.stream().map(this::find).toList();
        return found.stream().allMatch(Optional::isPresent)
                ? Optional.of(found.stream()
                        .mapToLong(layer -> layer.orElseThrow().bytes())
                        .sum())
                : Optional.empty();
    }

    /** Removes every layer but these; none of the others may be mounted. Returns how many. */
    public int retain(Set<Digest> inUse) throws IOException {
        int removed = 0;
        for (Table.Entry<Layer> entry : layers.scan(KeyRange.ALL, Integer.MAX_VALUE)) {
            Digest diffId = new Digest(entry.key().last());
            if (!inUse.contains(diffId)) {
                // Forgotten first: what is left after a crash in between is removed at the next start.
                layers.delete(entry.key());
                FileTree.delete(path(entry.value()));
                removed++;
            }
        }
        return removed;
    }

    private Path path(Layer layer) {
        return directory.resolve(layer.directory());
    }
}
