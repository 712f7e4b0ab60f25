package davit.functions.store;

import davit.base.storage.BlobId;
import davit.base.storage.Blobs;
import davit.functions.model.ZipCode;
import davit.images.archive.ArchiveException;
import davit.images.archive.CodeArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The ZIP archives of functions and layers, by their digests. What nothing uses any more is removed at the next start.
 *
 * <p>Thread safety: every method may be called from any thread, but for {@link #retain}.
 */
public final class CodeArchives {
    /** The most files and folders of an archive; no limit of Lambda's, but it bounds what one request can make. */
    private static final long MAX_ENTRIES = 500_000;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Blobs blobs;

    /** Keeps archives in {@code blobs}, which nobody else writes. */
    public CodeArchives(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * Checks an archive and keeps it.
     *
     * @param maxBytes the most that its files may have
     * @throws ArchiveException if it is refused
     */
    public ZipCode keep(InputStream archive, long maxBytes) throws ArchiveException {
        // Without a name, so that nothing is left of it whatever happens.
        try (FileChannel file = unnamedFile();
                Blobs.Upload upload = blobs.begin()) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int length = archive.read(buffer); length >= 0; length = archive.read(buffer)) {
                upload.content().write(buffer, 0, length);
                write(file, ByteBuffer.wrap(buffer, 0, length));
            }
            CodeArchive.Contents contents = CodeArchive.check(file, maxBytes, MAX_ENTRIES);
            if (contents.entries() == 0) {
                throw new ArchiveException("the archive is empty", false);
            }
            long size = upload.size();
            BlobId id = upload.finish(blob -> blob);
            return new ZipCode(id.sha256(), size, contents.bytes(), contents.hasBootstrap());
        } catch (IOException e) {
            throw new UncheckedIOException("keep an archive", e);
        }
    }

    private static FileChannel unnamedFile() throws IOException {
        Path path = Files.createTempFile("davit-code", ".zip");
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(path);
        }
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int ignored = file.write(bytes);
        }
    }

    /**
     * Reads an archive; the caller closes the stream.
     *
     * @throws IOException if it is not there, or the disk fails
     */
    public InputStream open(String sha256) throws IOException {
        return blobs.open(new BlobId(sha256), 0);
    }

    /** The length of an archive, 0 if it is not there. */
    public long size(String sha256) {
        return blobs.size(new BlobId(sha256)).orElse(0);
    }

    /** Removes all archives but these, while nobody can keep another one. */
    public void retain(Set<String> used) {
        try {
            List<BlobId> unused = new ArrayList<>();
            blobs.forEach(blob -> {
                if (!used.contains(blob.sha256())) {
                    unused.add(blob);
                }
            });
            for (BlobId blob : unused) {
                boolean _ = blobs.removeUnless(blob, () -> false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("remove archives that no function has", e);
        }
    }
}
