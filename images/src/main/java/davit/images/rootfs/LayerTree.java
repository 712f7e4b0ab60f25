package davit.images.rootfs;

import davit.images.files.FileTree;
import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import davit.linux.overlay.OverlayMarks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The directory that a layer is unpacked into. Nothing that a layer says leads out of it: every parent of what is
 * written is a directory that was made here, never a symbolic link.
 *
 * <p>For one thread.
 */
final class LayerTree {
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_PATH_BYTES = 3_500;
    private static final int MAX_KNOWN_DIRECTORIES = 20_000;
    private static final long MAX_DIRECTORY_CHARACTERS = 32 * 1024 * 1024;

    private final Path root;
    private final boolean isRoot;
    private final Set<String> knownDirectories = new HashSet<>();
    private final NavigableSet<String> implied = new TreeSet<>();
    private final NavigableMap<String, TarEntry> described = new TreeMap<>();
    private long directoryCharacters;

    /** The tree in an empty directory. */
    LayerTree(Path root) throws IOException {
        this.root = root;
        this.isRoot = (int) Files.getAttribute(root, "unix:uid") == 0;
    }

    /** The parts of a path in a layer; a leading slash means the image's root, as every other name does. */
    static List<String> parts(String name) throws InvalidImageException {
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..") || part.indexOf('\0') >= 0) {
                throw new InvalidImageException(Flaw.HOSTILE, "a layer writes outside of the image: " + name);
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                throw new InvalidImageException(Flaw.UNSUPPORTED, "a layer has a name that is too long: " + name);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (name.length() > MAX_PATH_BYTES) {
            throw new InvalidImageException(Flaw.UNSUPPORTED, "a layer has a path that is too long: " + name);
        }
        return parts;
    }

    /** The place of a new entry: its parents are there, and nothing is at the place itself. */
    Path place(List<String> parts) throws IOException, InvalidImageException {
        Path place = existingPlace(parts);
        removeOldEntry(String.join("/", parts), place);
        return place;
    }

    private void removeOldEntry(String name, Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            forget(name);
            FileTree.delete(place);
        } else {
            Files.deleteIfExists(place);
        }
    }

    /** Forgets a directory and all below it: what takes its place may be a link to somewhere else. */
    private void forget(String directory) {
        knownDirectories.clear();
        described.remove(directory);
        described.subMap(directory + "/", directory + "0").clear(); // in the order of characters, 0 follows the slash
        implied.remove(directory);
        implied.subSet(directory + "/", directory + "0").clear();
    }

    private Path existingPlace(List<String> parts) throws IOException, InvalidImageException {
        List<String> parents = parts.subList(0, parts.size() - 1);
        if (!knownDirectories.contains(String.join("/", parents))) {
            makeParents(parents);
        }
        return resolve(parts);
    }

    private void makeParents(List<String> parents) throws IOException, InvalidImageException {
        if (knownDirectories.size() > MAX_KNOWN_DIRECTORIES) {
            knownDirectories.clear();
        }
        for (int i = 1; i <= parents.size(); i++) {
            List<String> parent = parents.subList(0, i);
            String name = String.join("/", parent);
            if (makeDirectory(resolve(parent))) {
                remember(name);
                implied.add(name);
            }
            knownDirectories.add(name);
        }
    }

    private void remember(String directory) throws InvalidImageException {
        directoryCharacters += directory.length() + 1;
        if (directoryCharacters > MAX_DIRECTORY_CHARACTERS) {
            throw new InvalidImageException(Flaw.TOO_LARGE, "a layer has too many directories");
        }
    }

    /** Makes a directory; returns whether it was not there. */
    private static boolean makeDirectory(Path directory) throws IOException, InvalidImageException {
        Optional<BasicFileAttributes> existing = attributes(directory);
        if (existing.isEmpty()) {
            createOpen(directory);
        } else if (existing.get().isOther()) {
            replaceWhiteout(directory);
        } else if (!existing.get().isDirectory()) {
            throw new InvalidImageException(
                    Flaw.HOSTILE, "a layer writes through what is no directory: " + directory.getFileName());
        }
        return existing.isEmpty() || existing.get().isOther();
    }

    /** Makes a directory in the place of a whiteout; what lower layers have there stays hidden. */
    private static void replaceWhiteout(Path directory) throws IOException {
        Files.delete(directory);
        createOpen(directory);
        OverlayMarks.opaque(directory);
    }

    /** Makes a directory that everybody may read, whatever this process is set to, until the layer says otherwise. */
    private static void createOpen(Path directory) throws IOException {
        Files.createDirectory(directory);
        Files.setAttribute(directory, "unix:mode", 0755);
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Path resolve(List<String> parts) {
        return root.resolve(String.join("/", parts));
    }

    /** Makes a directory, or gives one that is there its owner and mode. */
    void directory(List<String> parts, TarEntry entry) throws IOException, InvalidImageException {
        String name = String.join("/", parts);
        if (!parts.isEmpty()) {
            Path place = existingPlace(parts);
            Optional<BasicFileAttributes> existing = attributes(place);
            if (existing.isPresent() && existing.get().isOther()) {
                replaceWhiteout(place);
            } else if (existing.isEmpty() || !existing.get().isDirectory()) {
                Files.deleteIfExists(place);
                createOpen(place);
            }
            implied.remove(name);
        }
        remember(entry.name());
        described.put(name, entry);
    }

    /** Makes a symbolic link; it may lead anywhere, as it is followed only inside of a sandbox. */
    void symbolicLink(List<String> parts, TarEntry entry) throws IOException, InvalidImageException {
        if (entry.linkName().isEmpty() || entry.linkName().indexOf('\0') >= 0) {
            throw new InvalidImageException(Flaw.DAMAGED, "a layer has a link to nowhere: " + entry.name());
        }
        Path place = place(parts);
        Files.createSymbolicLink(place, Path.of(entry.linkName()));
        own(place, entry);
    }

    /** Makes a hard link to a file of the same layer. */
    void hardLink(List<String> parts, TarEntry entry) throws IOException, InvalidImageException {
        List<String> target = parts(entry.linkName());
        if (!target.isEmpty() && !areDirectories(target.subList(0, target.size() - 1))) {
            throw new InvalidImageException(
                    Flaw.HOSTILE,
                    "a layer links " + entry.name() + " through what is no directory: " + entry.linkName());
        }
        Path existing = resolve(target);
        boolean isFile = !target.isEmpty() && Files.isRegularFile(existing, LinkOption.NOFOLLOW_LINKS);
        boolean isLink = !target.isEmpty() && Files.isSymbolicLink(existing);
        if (!isFile && !isLink) {
            throw new InvalidImageException(
                    Flaw.DAMAGED,
                    "a layer links " + entry.name() + " to " + entry.linkName() + ", which it does not have");
        }
        if (!target.equals(parts)) {
            Files.createLink(place(parts), existing);
        }
    }

    /** Whether every step of a path is a directory, and none a link to one. */
    private boolean areDirectories(List<String> parts) {
        return IntStream.rangeClosed(1, parts.size())
                .allMatch(i -> Files.isDirectory(resolve(parts.subList(0, i)), LinkOption.NOFOLLOW_LINKS));
    }

    /** Hides what lower layers have at a place, unless this layer has something there itself. */
    void whiteout(List<String> parts) throws IOException, InvalidImageException {
        Path place = existingPlace(parts);
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            OverlayMarks.opaque(place);
        } else if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            OverlayMarks.whiteout(place);
        }
    }

    /** Hides what lower layers have in a directory. */
    void opaque(List<String> directory) throws IOException, InvalidImageException {
        if (!directory.isEmpty()) {
            makeParents(directory);
        }
        OverlayMarks.opaque(resolve(directory));
    }

    /** Gives a file owner, mode and time. */
    void describe(Path file, TarEntry entry) throws IOException {
        own(file, entry);
        Files.setAttribute(file, "unix:mode", entry.mode());
        Files.setLastModifiedTime(file, entry.modifiedAt());
    }

    private void own(Path file, TarEntry entry) throws IOException {
        if (isRoot && (entry.uid() != 0 || entry.gid() != 0)) {
            Files.setAttribute(file, "unix:uid", entry.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", entry.gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Gives the directories their owners, modes and times, which writing into them would have changed. */
    List<String> finish() throws IOException, InvalidImageException {
        for (Map.Entry<String, TarEntry> directory : described.entrySet()) {
            List<String> parts = parts(directory.getKey());
            if (areDirectories(parts)) {
                describe(resolve(parts), directory.getValue());
            }
        }
        return List.copyOf(implied);
    }
}
