package davit.images.registry;

import davit.base.http.HttpBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The first {@code length} bytes of a stream, in large pieces. */
final class StreamedBody implements HttpBody {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final InputStream in;
    private final long length;

    StreamedBody(InputStream in, long length) {
        this.in = in;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, length))];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the blob ends " + left + " bytes early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
