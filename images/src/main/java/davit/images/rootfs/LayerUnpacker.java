package davit.images.rootfs;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import davit.images.oci.Digest;
import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import davit.images.rootfs.TarEntry.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks one layer, a tar archive that may be packed by gzip or zstd, into a directory for overlayfs. Whiteouts
 * become those of overlayfs; device nodes are refused, but for those below {@code /dev}, which sandboxes never see.
 */
final class LayerUnpacker {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final LayerTree tree;
    private final SizeBudget budget;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytes;
    private long entries;

    private LayerUnpacker(LayerTree tree, SizeBudget budget) {
        this.tree = tree;
        this.budget = budget;
    }

    /**
     * Unpacks into an empty directory.
     *
     * @param packed the layer as it is stored
     * @param diffId the digest that the unpacked archive must have
     * @return what was unpacked; its directory is {@code root}'s name
     */
    static Layer unpack(InputStream packed, Digest diffId, Path root, SizeBudget budget)
            throws IOException, InvalidImageException {
        LayerTree tree = new LayerTree(root);
        LayerUnpacker unpacker = new LayerUnpacker(tree, budget);
        MessageDigest hash = Digest.sha256();
        try (InputStream archive = new DigestInputStream(decompress(packed), hash)) {
            unpacker.unpackAll(archive);
            unpacker.drain(archive);
        } catch (EOFException | ZipException | ZstdIOException | InvalidPathException e) {
            throw new InvalidImageException(Flaw.DAMAGED, "layer " + diffId + " cannot be read: " + e.getMessage());
        }
        Digest actual = Digest.ofAllFedTo(hash);
        if (!actual.equals(diffId)) {
            throw new InvalidImageException(
                    Flaw.DAMAGED, "a layer has the digest " + actual + ", but the image says " + diffId);
        }
        List<String> implied = tree.finish();
        return new Layer(root.getFileName().toString(), unpacker.bytes, unpacker.entries, implied);
    }

    /** Recognises the packing by its first bytes: media types are not always right. */
    private static InputStream decompress(InputStream packed) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed, BUFFER_BYTES);
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
        }
        boolean isZstd = magic.length == 4
                && (magic[0] & 0xff) == 0x28
                && (magic[1] & 0xff) == 0xb5
                && magic[2] == 0x2f
                && (magic[3] & 0xff) == 0xfd;
        return isZstd ? new BufferedInputStream(new ZstdInputStream(in), BUFFER_BYTES) : in;
    }

    private void unpackAll(InputStream archive) throws IOException, InvalidImageException {
        TarReader reader = new TarReader(archive);
        Optional<TarEntry> next = reader.next();
        while (next.isPresent()) {
            TarEntry entry = next.get();
            budget.take(entry.size(), 1);
            bytes += entry.size();
            entries++;
            unpack(reader, entry);
            next = reader.next();
        }
    }

    private void drain(InputStream archive) throws IOException, InvalidImageException {
        for (int length = archive.read(buffer); length >= 0; length = archive.read(buffer)) {
            budget.take(length, 0);
        }
    }

    private void unpack(TarReader reader, TarEntry entry) throws IOException, InvalidImageException {
        List<String> parts = LayerTree.parts(entry.name());
        if (parts.isEmpty()) {
            if (entry.kind() == Kind.DIRECTORY) {
                tree.directory(parts, entry);
            }
            return;
        }
        if (parts.getLast().startsWith(WHITEOUT)) {
            whiteout(parts);
            return;
        }
        switch (entry.kind()) {
            case FILE -> file(reader, parts, entry);
            case DIRECTORY -> tree.directory(parts, entry);
            case SYMBOLIC_LINK -> tree.symbolicLink(parts, entry);
            case HARD_LINK -> tree.hardLink(parts, entry);
            case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> refuseDevice(parts, entry);
        }
    }

    private void whiteout(List<String> parts) throws IOException, InvalidImageException {
        String name = parts.getLast();
        List<String> parent = parts.subList(0, parts.size() - 1);
        if (name.equals(OPAQUE)) {
            tree.opaque(parent);
        } else if (!name.startsWith(WHITEOUT + WHITEOUT)) { // those are notes of an old union file system to itself
            List<String> hidden = LayerTree.parts(String.join("/", parent) + "/" + name.substring(WHITEOUT.length()));
            if (hidden.size() != parts.size()) {
                throw new InvalidImageException(Flaw.DAMAGED, "a layer has a whiteout of nothing: " + name);
            }
            tree.whiteout(hidden);
        }
    }

    private void file(TarReader reader, List<String> parts, TarEntry entry) throws IOException, InvalidImageException {
        Path place = tree.place(parts);
        try (OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                out.write(buffer, 0, length);
            }
        }
        tree.describe(place, entry);
    }

    private static void refuseDevice(List<String> parts, TarEntry entry) throws InvalidImageException {
        if (!parts.getFirst().equals("dev")) {
            throw new InvalidImageException(Flaw.HOSTILE, "a layer has a device node or pipe: " + entry.name());
        }
    }
}
