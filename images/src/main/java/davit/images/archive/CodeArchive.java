package davit.images.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * A ZIP archive with the code of a function or layer. Nothing that it says is believed: it is refused if a name or link
 * leads out of it, if a file is not as long as it says, or if it unpacks to more than it may.
 *
 * <p>For one thread.
 */
public final class CodeArchive {
    /** The longest target of a link. */
    private static final int MAX_TARGET = 4096;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final ArchiveReader reader;
    private final long maxBytes;
    private final long maxEntries;

    private CodeArchive(ArchiveReader reader, long maxBytes, long maxEntries) {
        this.reader = reader;
        this.maxBytes = maxBytes;
        this.maxEntries = maxEntries;
    }

    /**
     * What an archive has.
     *
     * @param bytes the length of all its files
     * @param entries the number of its files and folders
     * @param hasBootstrap whether there is a file {@code bootstrap} at its top
     */
    public record Contents(long bytes, long entries, boolean hasBootstrap) {}

    /** Takes the files of an archive, in its order. */
    public interface Visitor {
        /** A folder. */
        void directory(ArchiveEntry entry) throws IOException, ArchiveException;

        /** A file. */
        void file(ArchiveEntry entry, InputStream content) throws IOException, ArchiveException;

        /** A symbolic link that stays inside. */
        void link(ArchiveEntry entry, String target) throws IOException, ArchiveException;
    }

    /**
     * Unpacks all of it and keeps nothing.
     *
     * @param maxBytes the most that its files may have
     * @param maxEntries the most files and folders
     * @throws ArchiveException if it is refused
     * @throws IOException if the channel fails
     */
    public static Contents check(SeekableByteChannel zip, long maxBytes, long maxEntries)
            throws IOException, ArchiveException {
        byte[] buffer = new byte[BUFFER_BYTES];
        return read(zip, maxBytes, maxEntries, new Visitor() {
            @Override
            public void directory(ArchiveEntry entry) {
                // Nothing is kept.
            }

            @Override
            public void file(ArchiveEntry entry, InputStream content) throws IOException {
                while (content.read(buffer) >= 0) {
                    // Reading it checks it.
                }
            }

            @Override
            public void link(ArchiveEntry entry, String target) {
                // Nothing is kept.
            }
        });
    }

    /** As {@link #check}, with everything given to {@code visitor}. */
    public static Contents read(SeekableByteChannel zip, long maxBytes, long maxEntries, Visitor visitor)
            throws IOException, ArchiveException {
        try {
            return new CodeArchive(new ArchiveReader(zip), maxBytes, maxEntries).readAll(visitor);
        } catch (ZipException | EOFException | ArithmeticException e) {
            throw new ArchiveException("the archive cannot be unpacked: " + e.getMessage(), false);
        }
    }

    private Contents readAll(Visitor visitor) throws IOException, ArchiveException {
        long bytes = 0;
        long entries = 0;
        boolean hasBootstrap = false;
        for (Optional<ArchiveEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            ArchiveEntry entry = next.get();
            checkName(entry.name());
            entries++;
            if (entry.size() > maxBytes - bytes || entries > maxEntries) {
                throw new ArchiveException("the archive unpacks to too much", true);
            }
            bytes += entry.size();
            hasBootstrap |= entry.name().equals("bootstrap");
            visit(entry, visitor);
        }
        return new Contents(bytes, entries, hasBootstrap);
    }

    private void visit(ArchiveEntry entry, Visitor visitor) throws IOException, ArchiveException {
        if (entry.isDirectory()) {
            visitor.directory(entry);
            return;
        }
        try (InputStream content = reader.open(entry)) {
            if (entry.isLink()) {
                visitor.link(entry, target(entry, content));
            } else {
                visitor.file(entry, content);
            }
        }
    }

    private static void checkName(String name) throws ArchiveException {
        boolean isHostile = name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\0') >= 0
                || Arrays.asList(name.split("[/\\\\]", -1)).contains("..");
        if (isHostile) {
            throw new ArchiveException("the archive has a file outside of it: " + name, false);
        }
    }

    private static String target(ArchiveEntry entry, InputStream content) throws IOException, ArchiveException {
        if (entry.size() == 0 || entry.size() > MAX_TARGET) {
            throw new ArchiveException("the archive has a link to nowhere: " + entry.name(), false);
        }
        String target = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        int depth = entry.name().split("/", -1).length - 1;
        for (String step : target.split("/", -1)) {
            depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
            if (depth < 0 || target.startsWith("/") || target.indexOf('\0') >= 0) {
                throw new ArchiveException("the archive has a link out of it: " + entry.name(), false);
            }
        }
        return target;
    }
}
