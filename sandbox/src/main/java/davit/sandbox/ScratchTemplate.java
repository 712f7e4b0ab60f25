package davit.sandbox;

import davit.base.process.Command;
import davit.linux.FileDescriptors;
import davit.linux.mount.Mounts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A formatted, empty ext4 file system of which an unprivileged user can fill exactly so many bytes; its copies cost no
 * more than its metadata.
 */
final class ScratchTemplate {
    private static final int BLOCK = 4096;
    /** What ext4 needs for itself is below one part in this many, and this many bytes. */
    private static final long OVERHEAD_PART = 40;

    private static final long OVERHEAD_BYTES = 32L << 20;

    private final long fileBytes;
    private final List<Block> blocks;

    private ScratchTemplate(long fileBytes, List<Block> blocks) {
        this.fileBytes = fileBytes;
        this.blocks = blocks;
    }

    /** A part of the file that has content; never written to. */
    private record Block(long offset, ByteBuffer content) {}

    /** Formats one in {@code directory}, and takes it away again. */
    static ScratchTemplate format(long bytes, Path directory) throws IOException, InterruptedException {
        long fileBytes = (bytes + bytes / OVERHEAD_PART + OVERHEAD_BYTES) / BLOCK * BLOCK;
        Path file = Files.createTempFile(directory, "template", ".ext4");
        Path point = Files.createTempDirectory(directory, "template");
        try {
            setLength(file, fileBytes);
            Command.of("mkfs.ext4", "-q", "-F", "-m", "0", "-b", Integer.toString(BLOCK))
                    .with("-O", "^has_journal,^resize_inode,^metadata_csum", "-E", "lazy_itable_init=1,nodiscard")
                    .with(file.toString())
                    .run();
            long tooMany = Math.ceilDiv(empty(file, point) - bytes, BLOCK);
            // They stay reserved for the machine's root, who is not in any sandbox.
            Command.of("tune2fs", "-r", Long.toString(tooMany), file.toString()).run();
            return new ScratchTemplate(fileBytes, blocks(file));
        } finally {
            Files.delete(file);
            Files.delete(point);
        }
    }

    /** Makes {@code file}, which is empty, a copy. */
    void copyTo(Path file) throws IOException {
        try (RandomAccessFile copy = new RandomAccessFile(file.toFile(), "rw")) {
            copy.setLength(fileBytes);
            for (Block block : blocks) {
                copy.getChannel().write(block.content().duplicate(), block.offset());
            }
        }
    }

    /** Takes out what mkfs puts in; returns the bytes that are free for all. */
    private static long empty(Path file, Path point) throws IOException {
        ScratchDisks.mount(file, point);
        try {
            Files.delete(point.resolve("lost+found"));
            Files.setPosixFilePermissions(point, PosixFilePermissions.fromString("rwx------"));
            return Files.getFileStore(point).getUsableSpace();
        } finally {
            Mounts.unmount(point);
        }
    }

    private static void setLength(Path file, long bytes) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }

    private static List<Block> blocks(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        int descriptor = FileDescriptors.open(file, FileDescriptors.O_RDONLY);
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[BLOCK];
            OptionalLong stored = FileDescriptors.nextStored(descriptor, 0);
            while (stored.isPresent()) {
                long offset = stored.getAsLong() / BLOCK * BLOCK;
                in.seek(offset);
                in.readFully(bytes);
                if (!isZero(bytes)) {
                    blocks.add(new Block(offset, ByteBuffer.wrap(bytes.clone())));
                }
                stored = FileDescriptors.nextStored(descriptor, offset + BLOCK);
            }
            return blocks;
        } finally {
            FileDescriptors.close(descriptor);
        }
    }

    private static boolean isZero(byte[] bytes) {
        for (byte value : bytes) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
