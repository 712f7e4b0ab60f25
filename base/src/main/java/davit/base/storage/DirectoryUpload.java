package davit.base.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file that is being written, hashed on its way, and renamed into its place when it is whole. */
final class DirectoryUpload implements Blobs.Upload {
    private final DirectoryBlobs blobs;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest sha256;
    private final Content content = new Content();

    private @Nullable BlobId digest;

    DirectoryUpload(DirectoryBlobs blobs, Path file) throws IOException {
        this.blobs = blobs;
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public OutputStream content() {
        return content;
    }

    @Override
    public long size() {
        return content.size;
    }

    @Override
    public BlobId digest() {
        if (digest == null) {
            digest = new BlobId(HexFormat.of().formatHex(sha256.digest()));
        }
        return digest;
    }

    @Override
    public <T> T finish(Function<BlobId, T> recordUse) throws IOException {
        BlobId id = digest();
        channel.force(true);
        Path place = blobs.file(id);
        Lock lock = blobs.lock(id);
        lock.lock();
        try {
            boolean isNew = !Files.exists(place);
            if (isNew) {
                Path folder = blobs.folder(id);
                boolean isNewFolder = !Files.exists(folder);
                Files.createDirectories(folder);
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
                synchronise(folder);
                if (isNewFolder) {
                    synchronise(blobs.folders());
                }
            }
            return record(id, recordUse, isNew);
        } finally {
            lock.unlock();
        }
    }

    private <T> T record(BlobId id, Function<BlobId, T> recordUse, boolean isNew) throws IOException {
        boolean recorded = false;
        try {
            T result = recordUse.apply(id);
            recorded = true;
            return result;
        } finally {
            if (!recorded && isNew) {
                Files.deleteIfExists(blobs.file(id));
            }
        }
    }

    private static void synchronise(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private final class Content extends OutputStream {
        private long size;

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (digest != null) {
                throw new IllegalStateException("the digest was taken: " + file);
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            sha256.update(bytes, offset, length);
            size += length;
        }
    }
}
