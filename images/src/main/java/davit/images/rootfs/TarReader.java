package davit.images.rootfs;

import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import davit.images.rootfs.TarEntry.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive of any origin with bounded memory: ustar, pax and GNU's long names. (Libraries read a long name
 * of a gigabyte into memory.) Sparse files are not supported; extended attributes are passed over.
 *
 * <p>For one thread.
 */
final class TarReader {
    private static final int MAX_EXTENSION_BYTES = 1024 * 1024;
    private static final int MAX_EXTENSIONS_OF_ENTRY = 32;
    /** What of a pax header counts here. */
    private static final Set<String> KEYS = Set.of("path", "linkpath", "size", "uid", "gid", "mtime");

    private static final long MAX_ID = 0xffff_fffeL;

    private final InputStream in;
    private final byte[] skipped = new byte[16 * TarHeader.BLOCK];
    private long contentLeft;
    private int padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** The next entry; empty at the end of the archive. What was not read of the last entry's content is skipped. */
    Optional<TarEntry> next() throws IOException, InvalidImageException {
        Map<String, String> extensions = new HashMap<>();
        for (int i = 0; i <= MAX_EXTENSIONS_OF_ENTRY; i++) {
            skipContent();
            TarHeader header = header();
            if (header == null) {
                return Optional.empty();
            }
            switch (header.type()) {
                case 'x' -> readPax(extension(header), extensions);
                case 'g' -> extension(header); // says nothing of single files
                case 'L' -> extensions.put("path", terminated(extension(header)));
                case 'K' -> extensions.put("linkpath", terminated(extension(header)));
                default -> {
                    return Optional.of(entry(header, extensions));
                }
            }
        }
        throw new InvalidImageException(Flaw.HOSTILE, "a layer describes one file by more than 32 headers");
    }

    /** Reads on in the content of the last entry; -1 at its end. */
    int read(byte[] buffer) throws IOException {
        if (contentLeft == 0) {
            return -1;
        }
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, contentLeft));
        if (read < 0) {
            throw new EOFException("a layer ends in the middle of a file");
        }
        contentLeft -= read;
        return read;
    }

    private void skipContent() throws IOException {
        long left = contentLeft + padding;
        while (left > 0) {
            // Read instead of skipped, so that a digest over the stream sees every byte.
            int read = in.read(skipped, 0, (int) Math.min(skipped.length, left));
            if (read < 0) {
                throw new EOFException("a layer ends in the middle of a file");
            }
            left -= read;
        }
        contentLeft = 0;
        padding = 0;
    }

    private @Nullable TarHeader header() throws IOException, InvalidImageException {
        byte[] block = in.readNBytes(TarHeader.BLOCK);
        if (block.length == 0 || isZero(block)) {
            return null;
        }
        if (block.length < TarHeader.BLOCK) {
            throw new EOFException("a layer ends in the middle of a header");
        }
        return new TarHeader(block);
    }

    private static boolean isZero(byte[] block) {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] extension(TarHeader header) throws IOException, InvalidImageException {
        if (header.size() < 0 || header.size() > MAX_EXTENSION_BYTES) {
            throw new InvalidImageException(
                    Flaw.HOSTILE, "a layer describes a file with a header of " + header.size() + " bytes");
        }
        expectContent(header.size());
        byte[] content = in.readNBytes((int) header.size());
        if (content.length < header.size()) {
            throw new EOFException("a layer ends in the middle of a header");
        }
        contentLeft = 0;
        return content;
    }

    private void expectContent(long size) {
        contentLeft = size;
        padding = (int) (-size & (TarHeader.BLOCK - 1));
    }

    private static String terminated(byte[] name) throws InvalidImageException {
        String text = TarHeader.decode(name);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static void readPax(byte[] records, Map<String, String> into) throws InvalidImageException {
        int start = 0;
        while (start < records.length) {
            int space = start;
            int length = 0;
            while (space < records.length && records[space] >= '0' && records[space] <= '9' && space - start < 7) {
                length = length * 10 + records[space] - '0';
                space++;
            }
            int end = start + length;
            if (space >= records.length || records[space] != ' ' || end > records.length || end <= space + 1) {
                throw new InvalidImageException(Flaw.DAMAGED, "a layer has a damaged pax header");
            }
            addRecord(records, space + 1, end - 1, into);
            start = end;
        }
    }

    private static void addRecord(byte[] records, int from, int to, Map<String, String> into)
            throws InvalidImageException {
        int equals = from;
        while (equals < to && records[equals] != '=') {
            equals++;
        }
        String key = TarHeader.decode(Arrays.copyOfRange(records, from, equals));
        if (key.startsWith("GNU.sparse")) {
            throw new InvalidImageException(Flaw.UNSUPPORTED, "a layer has a sparse file");
        }
        if (KEYS.contains(key)) {
            into.put(key, TarHeader.decode(Arrays.copyOfRange(records, Math.min(equals + 1, to), to)));
        }
    }

    private TarEntry entry(TarHeader header, Map<String, String> extensions) throws InvalidImageException {
        String name = extensions.containsKey("path") ? extensions.getOrDefault("path", "") : header.name();
        String link = extensions.containsKey("linkpath") ? extensions.getOrDefault("linkpath", "") : header.linkName();
        Kind kind = kind(header.type(), name);
        long size = number(extensions.get("size"), header.size());
        boolean hasContent = kind == Kind.FILE;
        if (size < 0) {
            throw new InvalidImageException(Flaw.DAMAGED, "a layer has a file of negative size: " + name);
        }
        expectContent(hasContent ? size : 0);
        return new TarEntry(
                name,
                kind,
                hasContent ? size : 0,
                link,
                header.mode(),
                id(number(extensions.get("uid"), header.uid())),
                id(number(extensions.get("gid"), header.gid())),
                modifiedAt(extensions.get("mtime"), header.modifiedSeconds()));
    }

    private static Kind kind(char type, String name) throws InvalidImageException {
        return switch (type) {
            case '0', '7', '\0' -> name.endsWith("/") ? Kind.DIRECTORY : Kind.FILE;
            case '1' -> Kind.HARD_LINK;
            case '2' -> Kind.SYMBOLIC_LINK;
            case '3' -> Kind.CHARACTER_DEVICE;
            case '4' -> Kind.BLOCK_DEVICE;
            case '5' -> Kind.DIRECTORY;
            case '6' -> Kind.FIFO;
            case 'S' -> throw new InvalidImageException(Flaw.UNSUPPORTED, "a layer has a sparse file: " + name);
            default ->
                throw new InvalidImageException(
                        Flaw.UNSUPPORTED, "a layer has an entry of unknown type '" + type + "': " + name);
        };
    }

    private static long number(@Nullable String text, long otherwise) throws InvalidImageException {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new InvalidImageException(Flaw.DAMAGED, "a layer has a damaged pax header: " + text);
        }
        return Long.parseLong(text);
    }

    private static int id(long number) throws InvalidImageException {
        if (number < 0 || number > MAX_ID) {
            throw new InvalidImageException(Flaw.DAMAGED, "a layer has a file of the impossible user " + number);
        }
        return (int) number;
    }

    /** The time as pax writes it, with a fraction; whole seconds of the header without it. */
    private static FileTime modifiedAt(@Nullable String pax, long seconds) throws InvalidImageException {
        if (pax == null) {
            return FileTime.from(Instant.ofEpochSecond(clamp(seconds)));
        }
        if (!pax.matches("-?[0-9]{1,15}(\\.[0-9]*)?")) {
            throw new InvalidImageException(Flaw.DAMAGED, "a layer has a damaged pax header: " + pax);
        }
        int dot = pax.indexOf('.');
        String whole = dot < 0 ? pax : pax.substring(0, dot);
        String fraction = dot < 0 ? "" : pax.substring(dot + 1);
        long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
        return FileTime.from(Instant.ofEpochSecond(clamp(Long.parseLong(whole)), nanos));
    }

    private static long clamp(long seconds) {
        return Math.clamp(seconds, 0, 0x3_ffff_ffffL); // what ext4 can keep
    }
}
