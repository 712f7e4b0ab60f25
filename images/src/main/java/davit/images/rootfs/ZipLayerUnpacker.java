package davit.images.rootfs;

import davit.images.archive.ArchiveEntry;
import davit.images.archive.ArchiveException;
import davit.images.archive.CodeArchive;
import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import davit.images.rootfs.TarEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Unpacks a ZIP archive into the directory of a layer, below a folder of the image. */
final class ZipLayerUnpacker implements CodeArchive.Visitor {
    private final LayerTree tree;
    private final List<String> folder;

    private ZipLayerUnpacker(LayerTree tree, List<String> folder) {
        this.tree = tree;
        this.folder = folder;
    }

    /**
     * Unpacks into an empty directory.
     *
     * @param packed the archive; it is copied to a file without a name, as it is not read from its beginning to its end
     * @param folder where its files are in the image, {@code var/task}
     */
    static Layer unpack(InputStream packed, String folder, Path root, SizeBudget budget)
            throws IOException, InvalidImageException {
        LayerTree tree = new LayerTree(root);
        ZipLayerUnpacker unpacker = new ZipLayerUnpacker(tree, LayerTree.parts(folder));
        try (FileChannel zip = unnamed(packed, root.resolveSibling(root.getFileName() + ".zip"))) {
            CodeArchive.Contents contents =
                    CodeArchive.read(zip, SizeBudget.MAX_BYTES, SizeBudget.MAX_ENTRIES, unpacker);
            budget.take(contents.bytes(), contents.entries());
            return new Layer(root.getFileName().toString(), contents.bytes(), contents.entries(), tree.finish());
        } catch (ArchiveException e) {
            throw new InvalidImageException(Flaw.DAMAGED, String.valueOf(e.getMessage()));
        } catch (FileAlreadyExistsException e) {
            throw new InvalidImageException(Flaw.DAMAGED, "the archive has a file twice: " + e.getMessage());
        }
    }

    private static FileChannel unnamed(InputStream content, Path path) throws IOException {
        try {
            Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
            return FileChannel.open(path, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void directory(ArchiveEntry entry) throws IOException, ArchiveException {
        placed(parts -> tree.directory(parts, description(entry, Kind.DIRECTORY, "")), entry);
    }

    @Override
    public void file(ArchiveEntry entry, InputStream content) throws IOException, ArchiveException {
        placed(
                parts -> {
                    Path place = tree.place(parts);
                    Files.copy(content, place);
                    tree.describe(place, description(entry, Kind.FILE, ""));
                },
                entry);
    }

    @Override
    public void link(ArchiveEntry entry, String target) throws IOException, ArchiveException {
        placed(parts -> tree.symbolicLink(parts, description(entry, Kind.SYMBOLIC_LINK, target)), entry);
    }

    private interface Placement {
        void at(List<String> parts) throws IOException, InvalidImageException;
    }

    private void placed(Placement placement, ArchiveEntry entry) throws IOException, ArchiveException {
        try {
            List<String> parts = new ArrayList<>(folder);
            parts.addAll(LayerTree.parts(entry.name()));
            if (parts.size() > folder.size()) {
                placement.at(parts);
            }
        } catch (InvalidImageException e) {
            throw new ArchiveException(String.valueOf(e.getMessage()), false);
        }
    }

    private static TarEntry description(ArchiveEntry entry, Kind kind, String target) {
        return new TarEntry(entry.name(), kind, entry.size(), target, entry.permissions(), 0, 0, entry.modifiedAt());
    }
}
