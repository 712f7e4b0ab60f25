package davit.base.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The body of an answer: its bytes, or a way to write them. Written at most once, then closed. */
public interface HttpBody extends Closeable {
    /** No bytes. */
    HttpBody EMPTY = of(new byte[0]);

    /** The number of bytes; -1 when it is not known before they are written (sent in chunks). */
    long length();

    /**
     * Writes all bytes to {@code out}, which stays open.
     *
     * @throws IOException if the source or the client fails; the server breaks the connection off, so that the
     *     client sees that the answer is not whole
     */
    void writeTo(OutputStream out) throws IOException;

    /** Releases what the body holds, written or not. */
    @Override
    void close() throws IOException;

    /** A body of these bytes, which must not change afterwards. */
    static HttpBody of(byte[] bytes) {
        return new HttpBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    /** A body read from {@code in}, which it closes; {@code length} in bytes, or -1. */
    static HttpBody of(InputStream in, long length) {
        return new HttpBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                in.transferTo(out);
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    /** The same body, after whose end {@code end} is called. */
    static HttpBody closing(HttpBody body, Runnable end) {
        return new HttpBody() {
            @Override
            public long length() {
                return body.length();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                body.writeTo(out);
            }

            @Override
            public void close() throws IOException {
                try {
                    body.close();
                } finally {
                    end.run();
                }
            }
        };
    }
}
