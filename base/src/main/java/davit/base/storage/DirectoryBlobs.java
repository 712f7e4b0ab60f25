package davit.base.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Blobs as files: {@code sha256/ab/abcd…}, and {@code arriving/} for uploads, which is emptied when the store opens.
 */
public final class DirectoryBlobs implements Blobs {
    private static final int LOCKS = 64;

    private final Path arrived;
    private final Path arriving;
    private final AtomicLong uploads = new AtomicLong();
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    /**
     * Opens the store in {@code directory}, making it if it is not there; what an earlier process did not finish to
     * receive is removed. One process at a time.
     */
    public DirectoryBlobs(Path directory) throws IOException {
        arrived = directory.resolve("sha256");
        arriving = directory.resolve("arriving");
        Files.createDirectories(arrived);
        Files.createDirectories(arriving);
        try (Stream<Path> leftovers = Files.list(arriving)) {
            for (Path leftover : leftovers.toList()) {
                Files.delete(leftover);
            }
        }
    }

    @Override
    public Upload begin() throws IOException {
        return new DirectoryUpload(this, arriving.resolve(Long.toString(uploads.incrementAndGet())));
    }

    @Override
    public OptionalLong size(BlobId id) {
        try {
            return OptionalLong.of(Files.size(file(id)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new StorageException("size of " + file(id), e);
        }
    }

    @Override
    public InputStream open(BlobId id, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file(id), StandardOpenOption.READ);
        channel.position(offset);
        return Channels.newInputStream(channel);
    }

    @Override
    public boolean removeUnless(BlobId id, BooleanSupplier inUse) throws IOException {
        Lock lock = lock(id);
        lock.lock();
        try {
            return !inUse.getAsBoolean() && Files.deleteIfExists(file(id));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forEach(Consumer<BlobId> visitor) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(arrived)) {
            for (Path folder : folders) {
                forEachIn(folder, visitor);
            }
        }
    }

    private static void forEachIn(Path folder, Consumer<BlobId> visitor) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                visitor.accept(new BlobId(file.getFileName().toString()));
            }
        }
    }

    /** The file of a blob, for programs that need a path; never written to. */
    public Path file(BlobId id) {
        return folder(id).resolve(id.sha256());
    }

    /** Where the folders of {@link #folder} are. */
    Path folders() {
        return arrived;
    }

    Path folder(BlobId id) {
        return arrived.resolve(id.sha256().substring(0, 2));
    }

    Lock lock(BlobId id) {
        return locks[Math.floorMod(id.hashCode(), LOCKS)];
    }
}
