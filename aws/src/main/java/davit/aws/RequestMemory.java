package davit.aws;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.operation.RequestLimit;
import davit.base.concurrent.ByteBudget;
import davit.base.concurrent.ByteBudget.Room;
import davit.base.http.HttpRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * The room for the bodies that requests are read into memory with: {@value #MAX_BYTES} bytes of all requests that are
 * being answered, and as much as one may have at most for those with code. What finds none within some seconds is throttled, before its body is read.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class RequestMemory {
    /** With the larger one, a good third of the heap that the server is started with. */
    private static final int MAX_BYTES = 48 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Bodies up to this size need no room. */
    private static final int SMALL_BODY_BYTES = 16 * 1024;

    /** One request that is larger than any other: the code of a function. */
    private static final int MAX_LARGE_BYTES = 70_167_211;

    private final ByteBudget budget;
    private final ByteBudget large = new ByteBudget(MAX_LARGE_BYTES, PATIENCE);

    RequestMemory() {
        this(new ByteBudget(MAX_BYTES, PATIENCE));
    }

    /** The room that {@code budget} has. */
    RequestMemory(ByteBudget budget) {
        this.budget = budget;
    }

    /**
     * Takes room for the body of a request that is read into memory.
     *
     * @throws davit.aws.operation.ServiceException the service's own throttling, if there is none
     */
    Room take(HttpRequest request, RequestLimit limit, ErrorVocabulary words) throws IOException {
        long length = isAnnounced(request) ? request.contentLength().orElse(limit.bytes()) : 0;
        return length <= SMALL_BODY_BYTES ? Room.NONE : take((int) Math.min(length, limit.bytes()), words);
    }

    private static boolean isAnnounced(HttpRequest request) {
        return request.contentLength().isPresent()
                || request.headers().first("transfer-encoding").isPresent();
    }

    /** The body of a request, for which room is taken while it is read if it was not announced. */
    UnannouncedBody body(HttpRequest request, RequestLimit limit, ErrorVocabulary words) {
        int small = isAnnounced(request) ? Integer.MAX_VALUE : SMALL_BODY_BYTES;
        return new UnannouncedBody(request.body(), small, () -> take(limit.bytes(), words));
    }

    private Room take(int bytes, ErrorVocabulary words) throws IOException {
        try {
            return (bytes > RequestLimit.USUAL_BYTES ? large : budget)
                    .take(bytes)
                    .orElseThrow(words::throttled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for memory").initCause(e);
        }
    }
}
