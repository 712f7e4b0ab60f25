package davit.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import davit.base.http.HttpHandler;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.SqliteRecords;
import davit.base.time.SystemTime;
import davit.images.pull.PublicImages;
import davit.images.registry.RegistryAccess;
import davit.images.registry.RegistryHandler;
import davit.images.repository.Repositories;
import davit.images.repository.Repository.Origin;
import davit.images.repository.Repository.TagMutability;
import davit.images.rootfs.LayerStore;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry in a folder, at a free port of the loopback address. */
public final class TestRegistry implements AutoCloseable {
    public final SqliteRecords records;
    public final DirectoryBlobs blobs;
    public final DirectoryBlobs archives;
    public final Repositories repositories;
    public final LayerStore layers;
    public final ImageStore images;

    /** What the images go by; uploads go by the clock. */
    public final FakeTime time = new FakeTime();

    private final AheadPreparation ahead;
    private final HttpServer server;
    private final PlainFront front;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public TestRegistry(Path folder) throws IOException {
        this(folder, RegistryAccess.OPEN, PublicImages.NONE);
    }

    public TestRegistry(Path folder, RegistryAccess access, PublicImages publicImages) throws IOException {
        Files.createDirectories(folder);
        records = new SqliteRecords(folder.resolve("davit.db"));
        blobs = new DirectoryBlobs(folder.resolve("blobs"));
        repositories = new Repositories(records, blobs, new SystemTime());
        layers = new LayerStore(folder.resolve("layers"), records);
        archives = new DirectoryBlobs(folder.resolve("archives"));
        images = new ImageStore(repositories, publicImages, layers, records, archives, time);
        ahead = new AheadPreparation(images);
        server = serve(new RegistryHandler(
                repositories, publicImages, access, "000000000000", new SystemTime(), new Random(1), ahead));
        front = new PlainFront(server.getAddress());
    }

    private HttpServer serve(HttpHandler handler) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.setExecutor(threads);
        started.createContext("/", exchange -> answer(handler, exchange));
        started.start();
        return started;
    }

    /** Serves a handler as the real server does. */
    public static void answer(HttpHandler handler, HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpHeaders.Builder headers = new HttpHeaders.Builder();
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            String query = exchange.getRequestURI().getRawQuery();
            HttpResponse response = handler.answer(new HttpRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query,
                    headers.build(),
                    exchange.getRequestBody(),
                    new HttpRequest.Origin("127.0.0.1", true)));
            response.headers()
                    .byName()
                    .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
            try (var body = response.body()) {
                long length = body.length();
                boolean isHead = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(response.status(), isHead || length == 0 ? -1 : Math.max(0, length));
                if (!isHead && length != 0) {
                    body.writeTo(exchange.getResponseBody());
                }
            }
        }
    }

    public String address() {
        return "127.0.0.1:" + front.port();
    }

    public URI uri(String path) {
        return URI.create("http://" + address() + path);
    }

    public void create(String repository) {
        if (repositories
                .create(repository, TagMutability.MUTABLE, Origin.PUSHED)
                .isEmpty()) {
            throw new IllegalStateException("there is a repository " + repository);
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.stop(0);
        threads.close();
        ahead.close();
        records.close();
    }
}
