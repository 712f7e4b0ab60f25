package davit.aws;

import davit.base.http.HttpRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a refused request has not been read of. Clients write their whole body before they look for an answer: a
 * connection that is closed under them tells them nothing of why.
 */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** More than any request that is no upload; an upload larger than this sees its connection closed. */
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private static final int BUFFER_BYTES = 16 * 1024;

    private Leftovers() {}

    /** Reads the rest of the body and forgets it, unless the client waits to be told to send it. */
    public static void drain(HttpRequest request) {
        if (request.headers().first("expect").isPresent()) {
            return;
        }
        try {
            byte[] buffer = new byte[BUFFER_BYTES];
            long read = 0;
            for (int count = 0; count >= 0 && read < MOST_BYTES; read += count) {
                count = request.body().read(buffer);
            }
        } catch (IOException e) {
            LOG.debug("a refused request broke off: {}", e.getMessage());
        }
    }
}
