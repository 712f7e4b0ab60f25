package davit.images.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads a ZIP archive entry by entry, in the order of its central directory: only there are the modes of files. Holds
 * one entry at a time, however many the archive has.
 *
 * <p>For one thread.
 */
final class ArchiveReader {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int HEADER_SIGNATURE = 0x04034b50;
    private static final int HEADER_BYTES = 30;
    private static final int WINDOW_BYTES = 256 * 1024;
    private static final long NOT_HERE = 0xffff_ffffL;
    private static final int UNIX = 3;
    private static final int MACOS = 19;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final SeekableByteChannel file;
    private final long length;
    private final long shift;
    private final long end;
    private long position;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;

    /**
     * Finds the central directory.
     *
     * @throws ZipException if this is no ZIP archive
     */
    ArchiveReader(SeekableByteChannel file) throws IOException {
        this.file = file;
        this.length = file.size();
        long endAt = findEnd();
        ByteBuffer record = at(endAt, END_BYTES);
        long size = unsigned(record.getInt(12));
        long offset = unsigned(record.getInt(16));
        long directoryEnd = endAt;
        boolean isLarge = endAt >= LOCATOR_BYTES
                && at(endAt - LOCATOR_BYTES, LOCATOR_BYTES).getInt(0) == LOCATOR_SIGNATURE;
        if (isLarge) {
            directoryEnd = at(endAt - LOCATOR_BYTES, LOCATOR_BYTES).getLong(8);
            ByteBuffer large = at(directoryEnd, END64_BYTES);
            check(large.getInt(0) == END64_SIGNATURE, "its end is damaged");
            size = large.getLong(40);
            offset = large.getLong(48);
        }
        check(size >= 0 && offset >= 0 && size <= directoryEnd && offset <= directoryEnd - size, "its end is damaged");
        // An archive may have a program before it, which its offsets do not count.
        this.shift = directoryEnd - size - offset;
        this.position = directoryEnd - size;
        this.end = directoryEnd;
    }

    private long findEnd() throws IOException {
        check(length >= END_BYTES, "it is too short");
        int tail = (int) Math.min(length, END_BYTES + MAX_COMMENT);
        ByteBuffer bytes = at(length - tail, tail);
        for (int i = tail - END_BYTES; i >= 0; i--) {
            boolean isEnd = bytes.getInt(i) == END_SIGNATURE
                    && i + END_BYTES + Short.toUnsignedInt(bytes.getShort(i + 20)) <= tail;
            if (isEnd) {
                return length - tail + i;
            }
        }
        throw new ZipException("it has no end");
    }

    /** The next entry; empty after the last. */
    Optional<ArchiveEntry> next() throws IOException {
        if (position >= end) {
            return Optional.empty();
        }
        ByteBuffer fixed = at(position, ENTRY_BYTES);
        check(fixed.getInt(0) == ENTRY_SIGNATURE, "its directory is damaged");
        check((fixed.getShort(8) & ENCRYPTED) == 0, "it is encrypted");
        int madeBy = Short.toUnsignedInt(fixed.getShort(4)) >>> 8;
        int method = Short.toUnsignedInt(fixed.getShort(10));
        FileTime modifiedAt = time(fixed.getShort(12), fixed.getShort(14));
        long checksum = unsigned(fixed.getInt(16));
        long[] places = {unsigned(fixed.getInt(24)), unsigned(fixed.getInt(20)), unsigned(fixed.getInt(42))};
        int mode = madeBy == UNIX || madeBy == MACOS ? fixed.getInt(38) >>> 16 : 0;
        int nameLength = Short.toUnsignedInt(fixed.getShort(28));
        int extraLength = Short.toUnsignedInt(fixed.getShort(30));
        int commentLength = Short.toUnsignedInt(fixed.getShort(32));
        byte[] name = bytes(position + ENTRY_BYTES, nameLength);
        fromExtra(ByteBuffer.wrap(bytes(position + ENTRY_BYTES + nameLength, extraLength)), places);
        position += ENTRY_BYTES + (long) nameLength + extraLength + commentLength;
        check(position <= end, "its directory is damaged");
        check(places[0] >= 0 && places[1] >= 0 && places[2] >= 0, "its directory is damaged");
        String path = new String(name, StandardCharsets.UTF_8);
        return Optional.of(new ArchiveEntry(
                path, path.endsWith("/"), mode, method, places[1], places[0], checksum, places[2], modifiedAt));
    }

    /** Size, packed size and place of large entries are behind the name, each only where the usual field is full. */
    private static void fromExtra(ByteBuffer extra, long[] places) {
        extra.order(ByteOrder.LITTLE_ENDIAN);
        while (extra.remaining() >= 4) {
            int kind = Short.toUnsignedInt(extra.getShort());
            int size = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            int after = extra.position() + size;
            for (int i = 0; kind == 1 && i < places.length; i++) {
                if (places[i] == NOT_HERE && after - extra.position() >= Long.BYTES) {
                    places[i] = extra.getLong();
                }
            }
            extra.position(after);
        }
    }

    private static FileTime time(short time, short date) {
        int clock = Short.toUnsignedInt(time);
        int day = Short.toUnsignedInt(date);
        try {
            LocalDateTime written = LocalDateTime.of(
                    1980 + (day >>> 9),
                    day >>> 5 & 15,
                    day & 31,
                    clock >>> 11,
                    clock >>> 5 & 63,
                    Math.min(59, (clock & 31) * 2));
            return FileTime.from(written.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) { // as archives have it whose makers did not care
            return FileTime.from(LocalDateTime.of(1980, 1, 1, 0, 0).toInstant(ZoneOffset.UTC));
        }
    }

    /** The content of an entry, unpacked; it ends where the entry's size says, or fails. */
    InputStream open(ArchiveEntry entry) throws IOException {
        long headerAt = Math.addExact(entry.headerAt(), shift);
        ByteBuffer header = at(headerAt, HEADER_BYTES);
        check(header.getInt(0) == HEADER_SIGNATURE, entry.name() + " is not where it should be");
        long contentAt = headerAt
                + HEADER_BYTES
                + Short.toUnsignedInt(header.getShort(26))
                + Short.toUnsignedInt(header.getShort(28));
        check(entry.packedSize() <= length - contentAt, entry.name() + " is cut off");
        InputStream packed = new Section(contentAt, contentAt + entry.packedSize());
        InputStream content = switch (entry.method()) {
            case STORED -> packed;
            case DEFLATED -> new InflaterInputStream(packed, new java.util.zip.Inflater(true), 8192);
            default -> throw new ZipException(entry.name() + " is packed by the unknown method " + entry.method());
        };
        return new CheckedContent(content, entry);
    }

    /** A part of the file. An inflater wants one byte more than there is. */
    private final class Section extends InputStream {
        private final long sectionEnd;
        private long at;
        private boolean hasPadding = true;

        Section(long begin, long sectionEnd) {
            this.at = begin;
            this.sectionEnd = sectionEnd;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            if (at >= sectionEnd) {
                if (!hasPadding || wanted == 0) {
                    return -1;
                }
                hasPadding = false;
                target[offset] = 0;
                return 1;
            }
            file.position(at);
            int read = file.read(ByteBuffer.wrap(target, offset, (int) Math.min(wanted, sectionEnd - at)));
            if (read <= 0) {
                throw new EOFException("the archive is cut off");
            }
            at += read;
            return read;
        }
    }

    private byte[] bytes(long offset, int count) throws IOException {
        byte[] bytes = new byte[count];
        at(offset, count).get(bytes);
        return bytes;
    }

    private ByteBuffer at(long offset, int count) throws IOException {
        check(offset >= 0 && count <= length - offset, "it is cut off");
        boolean isInside = offset >= windowAt && offset + count <= windowAt + window.limit();
        if (!isInside) {
            window = ByteBuffer.allocate((int) Math.min(Math.max(WINDOW_BYTES, count), length - offset));
            windowAt = offset;
            file.position(offset);
            while (window.hasRemaining()) {
                if (file.read(window) < 0) {
                    throw new EOFException("the archive is cut off");
                }
            }
            window.flip();
        }
        return window.slice((int) (offset - windowAt), count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }

    private static void check(boolean isRight, String problem) throws ZipException {
        if (!isRight) {
            throw new ZipException(problem);
        }
    }
}
