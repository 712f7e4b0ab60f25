package davit.services.s3.store;

import davit.base.storage.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces of blobs one after the other, each opened when it is reached. For one thread. */
final class SegmentedContent extends InputStream {
    private static final int BUFFER = 64 * 1024;

    /** A piece of a blob. */
    record Segment(BlobId blob, long offset, long length) {}

    private final Contents contents;
    private final List<BlobId> leased;
    private final Deque<Segment> rest;

    private @Nullable InputStream current;
    private long leftInCurrent;
    private boolean isClosed;

    /** Takes over what {@link Contents#beginReading} began for {@code segments}. */
    SegmentedContent(Contents contents, List<Segment> segments) {
        this.contents = contents;
        this.leased = segments.stream().map(Segment::blob).toList();
        this.rest = new ArrayDeque<>(segments);
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        InputStream source = source();
        if (source == null) {
            return -1;
        }
        int read = source.read(buffer, offset, (int) Math.min(length, leftInCurrent));
        if (read < 0) {
            throw new IOException("a blob ended " + leftInCurrent + " bytes early");
        }
        leftInCurrent -= read;
        return read;
    }

    private @Nullable InputStream source() throws IOException {
        while (leftInCurrent == 0) {
            closeCurrent();
            Segment next = rest.poll();
            if (next == null) {
                return null;
            }
            current = contents.open(next.blob(), next.offset());
            leftInCurrent = next.length();
        }
        return current;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long transferred = 0;
        for (int read = read(buffer, 0, BUFFER); read >= 0; read = read(buffer, 0, BUFFER)) {
            out.write(buffer, 0, read);
            transferred += read;
        }
        return transferred;
    }

    private void closeCurrent() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            try {
                closeCurrent();
            } finally {
                contents.endReading(leased);
            }
        }
    }
}
