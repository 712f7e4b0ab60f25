package davit.functions.streaming;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.functions.model.InvocationResult;
import davit.functions.model.ResponseStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way from the thread of the runtime's connection to that of the client's: holds {@value #MAX_QUEUED_BYTES}
 * bytes and a read more, past which the function waits for the client. Once the client is gone, or the invocation has
 * ended, what the function still writes is dropped and it goes on.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class ResponsePipe implements ResponseStream {
    private static final int MAX_QUEUED_BYTES = 64 * 1024;

    private final Time time;
    private final StreamPace pace = new StreamPace();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Deque<byte[]> queued = new ArrayDeque<>();

    @GuardedBy("lock")
    private int queuedBytes;

    @GuardedBy("lock")
    private @Nullable String contentType;

    @GuardedBy("lock")
    private @Nullable InvocationResult result;

    @GuardedBy("lock")
    private boolean isAbandoned;

    ResponsePipe(Time time) {
        this.time = time;
    }

    @Override
    public void begin(String newContentType) {
        lock.lock();
        try {
            contentType = newContentType;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean write(ByteBuffer bytes) throws InterruptedException {
        int count = bytes.remaining();
        if (pace.bytes() + count > MAX_BYTES) {
            bytes.position(bytes.limit());
            return false;
        }
        if (queue(bytes)) {
            Duration wait = pace.count(count, time.nanos());
            if (wait.isPositive()) {
                time.pause(wait);
            }
        } else {
            Duration ignored = pace.count(count, time.nanos());
        }
        return true;
    }

    /** Returns whether anybody wants the bytes. */
    private boolean queue(ByteBuffer bytes) throws InterruptedException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        lock.lock();
        try {
            while (queuedBytes >= MAX_QUEUED_BYTES && isWanted()) {
                changed.await();
            }
            if (!isWanted()) {
                return false;
            }
            queued.addLast(copy);
            queuedBytes += copy.length;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isWanted() {
        return !isAbandoned && result == null;
    }

    /** The invocation has ended. */
    void end(InvocationResult newResult) {
        lock.lock();
        try {
            result = newResult;
            changed.signalAll();
            if (isAbandoned) {
                newResult.forget();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the function has begun to answer, or the invocation has ended without that. */
    public void awaitBegin() throws InterruptedException {
        lock.lock();
        try {
            while (contentType == null && result == null) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The type of what streams; empty if the function did not begin to stream. */
    public Optional<String> contentType() {
        lock.lock();
        try {
            return Optional.ofNullable(contentType);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next bytes; empty once there are no more, and {@link #result} is there. */
    public Optional<byte[]> next() throws InterruptedException {
        lock.lock();
        try {
            while (queued.isEmpty() && result == null) {
                changed.await();
            }
            byte[] bytes = queued.pollFirst();
            if (bytes != null) {
                queuedBytes -= bytes.length;
                changed.signalAll();
            }
            return Optional.ofNullable(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** How the invocation ended; empty while it goes on. */
    public Optional<InvocationResult> result() {
        lock.lock();
        try {
            return Optional.ofNullable(result);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody reads any more; what the invocation answers is given back. */
    public void abandon() {
        lock.lock();
        try {
            isAbandoned = true;
            queued.clear();
            queuedBytes = 0;
            if (result != null) {
                result.forget();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
