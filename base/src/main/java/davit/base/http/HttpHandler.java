package davit.base.http;

import java.io.IOException;

/**
 * Answers HTTP requests, each on a virtual thread of its own.
 *
 * <p>Thread safety: implementations are called from many threads at once.
 */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Answers one request.
     *
     * @throws IOException if the client's body could not be read to its end; the server closes the connection
     */
    HttpResponse answer(HttpRequest request) throws IOException;
}
