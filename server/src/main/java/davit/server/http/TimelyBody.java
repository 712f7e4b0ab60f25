package davit.server.http;

import davit.base.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream that fails when the client keeps the server waiting: whoever sends slowly would hold a
 * thread, and the memory that its body has room in. Read by one thread.
 */
final class TimelyBody extends InputStream {
    /** Past the patience, what a client has to send on average. */
    private static final long BYTES_PER_SECOND = 8 * 1024;

    private final Content.Source source;
    private final Time time;
    private final long patienceNanos;
    private long arrived;
    private long waitedNanos;
    private boolean hasEnded;
    private Content.@Nullable Chunk chunk;

    /** The client did not send in time. */
    static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1L;

        TooSlowException() {
            super("the request's body came too slowly");
        }
    }

    /**
     * The body of {@code source}.
     *
     * @param patience how long in all to wait for it, beside what its length allows
     */
    TimelyBody(Content.Source source, Time time, Duration patience) {
        this.source = source;
        this.time = time;
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        Content.Chunk current = next();
        if (current == null) {
            return -1;
        }
        int count = current.get(bytes, offset, length);
        arrived += count;
        releaseIfUsedUp(current);
        return count;
    }

    /** A chunk with bytes; null at the end. */
    private Content.@Nullable Chunk next() throws IOException {
        while (chunk == null && !hasEnded) {
            Content.Chunk current = source.read();
            if (current == null) {
                await();
            } else if (Content.Chunk.isFailure(current)) {
                throw IO.rethrow(current.getFailure());
            } else {
                hasEnded = current.isLast();
                chunk = current;
                releaseIfUsedUp(current);
            }
        }
        return chunk;
    }

    private void releaseIfUsedUp(Content.Chunk current) {
        if (!current.hasRemaining()) {
            current.release();
            chunk = null;
        }
    }

    private void await() throws IOException {
        CountDownLatch demanded = new CountDownLatch(1);
        source.demand(demanded::countDown);
        long began = time.nanos();
        long allowed = patienceNanos + TimeUnit.SECONDS.toNanos(arrived / BYTES_PER_SECOND) - waitedNanos;
        try {
            if (!demanded.await(allowed, TimeUnit.NANOSECONDS)) {
                TooSlowException failure = new TooSlowException();
                source.fail(failure);
                throw failure;
            }
        } catch (InterruptedException e) {
            source.fail(e);
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading a request").initCause(e);
        }
        waitedNanos += time.nanos() - began;
    }

    @Override
    public void close() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
        source.fail(new IOException("nobody reads the rest of the body"));
    }
}
