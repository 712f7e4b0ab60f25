package davit.server;

import davit.functions.port.PlatformEndpoint;
import davit.server.http.HttpServer;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server for those that are made before it: functions need its port, and it needs the operations of functions.
 */
final class LateHttpServer implements PlatformEndpoint {
    private volatile @Nullable HttpServer server;

    /** The server is there from now on. */
    void becomes(HttpServer made) {
        server = made;
    }

    /** The port that is listened on. */
    int port() {
        return made().port();
    }

    @Override
    public void serve(ServerSocketChannel inside) {
        made().serve(inside);
    }

    private HttpServer made() {
        HttpServer made = server;
        if (made == null) {
            throw new IllegalStateException("no environment starts before the HTTP server is made");
        }
        return made;
    }
}
