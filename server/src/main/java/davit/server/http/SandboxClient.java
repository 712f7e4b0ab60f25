package davit.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * What one sandbox has of the server at a moment: its connections, and its requests that are being answered, of which
 * HTTP/2 allows many on one connection.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class SandboxClient {
    /** How many connections a sandbox may have at once. */
    static final int MAX_CONNECTIONS = 64;

    /** How many requests of a sandbox are answered at once. */
    static final int MAX_REQUESTS = 64;

    private final Semaphore requests = new Semaphore(MAX_REQUESTS);

    @GuardedBy("this")
    private final List<SocketChannel> connections = new ArrayList<>();

    /** Counts a connection until it is closed; false if there are too many already. */
    synchronized boolean connect(SocketChannel accepted) {
        connections.removeIf(connection -> !connection.isOpen());
        return connections.size() < MAX_CONNECTIONS && connections.add(accepted);
    }

    /** Counts a request until {@link #endRequest}; false if there are too many already. */
    boolean beginRequest() {
        return requests.tryAcquire();
    }

    void endRequest() {
        requests.release();
    }
}
