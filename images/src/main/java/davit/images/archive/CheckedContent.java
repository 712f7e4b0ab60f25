package davit.images.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** The content of an entry, which fails if it is longer or shorter than the entry says, or has another checksum. */
final class CheckedContent extends FilterInputStream {
    private final ArchiveEntry entry;
    private final CRC32 checksum = new CRC32();
    private long read;

    CheckedContent(InputStream content, ArchiveEntry entry) {
        super(content);
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (read == entry.size()) {
            // A stored entry has a byte of padding behind it; what inflates to more has not ended.
            if (entry.method() != 0 && super.read(new byte[1], 0, 1) >= 0) {
                throw new ZipException(entry.name() + " is longer than it says");
            }
            if (checksum.getValue() != entry.checksum()) {
                throw new ZipException(entry.name() + " is damaged");
            }
            return -1;
        }
        int count = super.read(target, offset, (int) Math.min(wanted, entry.size() - read));
        if (count < 0) {
            throw new ZipException(entry.name() + " is shorter than it says");
        }
        checksum.update(target, offset, count);
        read += count;
        return count;
    }
}
