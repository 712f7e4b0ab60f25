package davit.images.pull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that fails when it brings nothing for some time, which the JDK's own never does.
 * One piece is asked for at a time. Read by one thread.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
    private sealed interface Piece {
        record Bytes(List<ByteBuffer> buffers) implements Piece {}

        record End() implements Piece {}

        record Failure(Throwable cause) implements Piece {}
    }

    private final Duration maxSilence;

    /** Never more than one piece that was asked for, and the end. */
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();

    private final Queue<ByteBuffer> unread = new ArrayDeque<>();
    private @Nullable Piece last;

    @GuardedBy("this")
    private Flow.@Nullable Subscription subscription;

    @GuardedBy("this")
    private boolean isClosed;

    TimedBody(Duration maxSilence) {
        this.maxSilence = maxSilence;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (begin(given)) {
            given.request(1);
        } else {
            given.cancel();
        }
    }

    private synchronized boolean begin(Flow.Subscription given) {
        subscription = given;
        return !isClosed;
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Piece.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrived.add(new Piece.Failure(cause));
    }

    @Override
    public void onComplete() {
        arrived.add(new Piece.End());
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
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(bytes, offset, count);
        return count;
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (unread.peek() == null || !unread.element().hasRemaining()) {
            if (unread.poll() == null) {
                switch (last == null ? await() : last) {
                    case Piece.Bytes(List<ByteBuffer> buffers) -> {
                        unread.addAll(buffers);
                        subscription().ifPresent(known -> known.request(1));
                    }
                    case Piece.End end -> {
                        last = end;
                        return null;
                    }
                    case Piece.Failure failure -> {
                        last = failure;
                        throw new IOException("the answer broke off", failure.cause());
                    }
                }
            }
        }
        return unread.element();
    }

    private Piece await() throws IOException {
        try {
            Piece piece = arrived.poll(maxSilence.toNanos(), TimeUnit.NANOSECONDS);
            if (piece == null) {
                close();
                throw new HttpTimeoutException("the answer brought nothing for " + maxSilence.toSeconds() + " seconds");
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading an answer").initCause(e);
        }
    }

    /** Breaks the answer off if it is not whole. */
    @Override
    public void close() {
        end();
        subscription().ifPresent(Flow.Subscription::cancel);
        unread.clear();
        last = new Piece.End();
    }

    private synchronized void end() {
        isClosed = true;
    }

    private synchronized Optional<Flow.Subscription> subscription() {
        return Optional.ofNullable(subscription);
    }
}
