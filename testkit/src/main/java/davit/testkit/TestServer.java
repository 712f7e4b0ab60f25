package davit.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import davit.base.http.HttpBody;
import davit.base.http.HttpHandler;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server with one handler, on any free port of the loopback address. */
public final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Serves {@code handler} until it is closed. */
    public TestServer(HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, handler));
        server.setExecutor(threads);
        server.start();
    }

    /** Where it answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
        try (exchange) {
            HttpHeaders.Builder headers = new HttpHeaders.Builder();
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            String query = exchange.getRequestURI().getRawQuery();
            HttpRequest request = new HttpRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query,
                    headers.build(),
                    exchange.getRequestBody(),
                    new HttpRequest.Origin("127.0.0.1", true));
            write(exchange, handler.answer(request));
        }
    }

    private static void write(HttpExchange exchange, HttpResponse response) throws IOException {
        try (HttpBody body = response.body()) {
            response.headers()
                    .byName()
                    .forEach((name, values) -> values.forEach(
                            value -> exchange.getResponseHeaders().add(name, value)));
            boolean hasBody = body.length() != 0 && !exchange.getRequestMethod().equals("HEAD");
            long length = body.length() < 0 ? 0 : body.length();
            exchange.sendResponseHeaders(response.status(), hasBody ? length : -1);
            if (hasBody) {
                body.writeTo(exchange.getResponseBody());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
