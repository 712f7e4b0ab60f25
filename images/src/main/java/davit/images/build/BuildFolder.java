package davit.images.build;

import davit.images.files.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The folder that buildah keeps everything in: nothing of it is in the system's own folders. One build at a time uses
 * it; what a build that was killed left there is removed by the next one.
 */
final class BuildFolder {
    /** The driver that lays layers over each other. */
    static final String OVERLAY = "overlay";

    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;

    BuildFolder(Path folder) {
        this.folder = folder;
    }

    /** The right to use the folder. */
    record Turn(FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                lock.close();
                channel.close();
            } finally {
                IN_THIS_PROCESS.unlock();
            }
        }
    }

    /** Waits until no other build uses the folder. */
    Turn take(Consumer<String> progress) throws IOException, InterruptedException {
        if (!IN_THIS_PROCESS.tryLock()) {
            progress.accept("waiting for another build");
            IN_THIS_PROCESS.lockInterruptibly();
        }
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel, progress);
            return new Turn(channel, lock);
        } catch (IOException | InterruptedException e) {
            IN_THIS_PROCESS.unlock();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel, Consumer<String> progress)
            throws IOException, InterruptedException {
        try {
            FileLock free = channel.tryLock();
            if (free != null) {
                return free;
            }
            progress.accept("waiting for another build");
            return channel.lock();
        } catch (IOException e) {
            channel.close();
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while waiting").initCause(e);
            }
            throw e;
        }
    }

    /** Removes what belonged to one build only. */
    void clean() throws IOException {
        FileTree.delete(run());
        FileTree.delete(temporary());
        Files.createDirectories(run());
        Files.createDirectories(temporary());
    }

    /** Locked as long as a process of the running build lives. */
    Path alive() {
        return folder.resolve("alive");
    }

    /** What buildah knows of the running build. */
    Path run() {
        return folder.resolve("run");
    }

    /** Files of the running build. */
    Path temporary() {
        return folder.resolve("tmp");
    }

    /** What buildah remembers of registries, if there is no better place. */
    Path cache() {
        return folder.resolve("cache");
    }

    /** Layers and images, by the way in which they are stored. */
    Path storage(String driver) {
        return folder.resolve(driver);
    }

    /** How layers can be stored here: overlayfs does not lie on every file system. */
    String driver() throws IOException {
        String type = Files.getFileStore(folder).type();
        boolean mayBeUpper = !type.equals("overlay") && !type.startsWith("fuse") && !type.startsWith("nfs");
        return mayBeUpper ? OVERLAY : "vfs";
    }
}
