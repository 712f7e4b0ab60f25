package davit.functions.port;

import java.nio.channels.ServerSocketChannel;

/**
 * Serves the platform's APIs inside of sandboxes, so that a function reaches them on its own loopback address. Answered
 * by the server.
 *
 * <p>Thread safety: called from many threads at once.
 */
@FunctionalInterface
public interface PlatformEndpoint {
    /**
     * Begins to serve the connections that {@code inside} accepts, and returns. Whoever called closes the channel, with
     * the sandbox; that ends the service.
     */
    void serve(ServerSocketChannel inside);
}
