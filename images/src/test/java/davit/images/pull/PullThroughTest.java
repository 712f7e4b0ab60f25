package davit.images.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.SqliteRecords;
import davit.images.oci.Digest;
import davit.images.oci.MediaTypes;
import davit.images.pull.PublicImages.Outcome;
import davit.images.repository.Repositories;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of public images when their registry is busy, stalls, sends too much, or leads to somewhere else. */
@Timeout(60)
class PullThroughTest {
    private static final String REPOSITORY = "registry.example.com/team/app";
    private static final Duration NOT_LONG = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private SqliteRecords records;
    private PullThrough images;

    /** What the registry answers to everything but the question whether it is there. */
    private volatile Answer answer = exchange -> exchange.sendResponseHeaders(404, -1);

    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestURI().getPath().equals("/v2/")) {
                    exchange.sendResponseHeaders(200, -1);
                } else {
                    answer.to(exchange);
                }
            }
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        records = new SqliteRecords(folder.resolve("davit.db"));
        images = new PullThrough(
                new Repositories(records, new DirectoryBlobs(folder.resolve("blobs")), time),
                records,
                new Upstream(_ -> address, InternetClient.ofAnything(NOT_LONG), time),
                new BaseImages(folder.resolve("none")),
                folder.resolve("work"),
                time,
                _ -> {});
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.close();
        records.close();
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private long storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whatWasKeptIsUsedWhenTheRegistryIsBusyOrBreaksOff() throws IOException {
        String image = """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":2},"layers":[]}""".formatted(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG, digest("{}"));
        answer = exchange -> send(exchange, MediaTypes.OCI_MANIFEST, image);
        assertThat(images.manifest(REPOSITORY, "one")).isInstanceOf(Outcome.Available.class);

        time.advance(Duration.ofHours(1));
        answer = exchange -> exchange.sendResponseHeaders(429, -1);
        assertThat(images.manifest(REPOSITORY, "one")).isInstanceOf(Outcome.Available.class);
        assertThat(images.manifest(REPOSITORY, "two")).isInstanceOf(Outcome.Unavailable.class);

        answer = exchange -> exchange.sendResponseHeaders(200, 1_000);
        assertThat(images.manifest(REPOSITORY, "one")).isInstanceOf(Outcome.Available.class);
        assertThatThrownBy(() -> images.manifest(REPOSITORY, "two")).isInstanceOf(IOException.class);

        answer = exchange -> exchange.sendResponseHeaders(404, -1);
        assertThat(images.manifest(REPOSITORY, "one")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aBlobThatStallsOrIsTooLongIsGivenUpAndLeavesNothing() throws IOException {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            awaitEnd();
        };
        assertThatThrownBy(() -> images.blob(REPOSITORY, digest("stalled"), 1_000))
                .hasMessageContaining("brought nothing");

        answer = exchange -> send(exchange, "application/octet-stream", "too long");
        assertThatThrownBy(() -> images.blob(REPOSITORY, digest("too long"), 7))
                .hasMessageContaining("more than the 7 bytes");
        assertThat(storedFiles()).isZero();
        assertThat(images.blob(REPOSITORY, digest("too long"), 8)).isInstanceOf(Outcome.Available.class);
    }

    private void awaitEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://10.1.2.3/",
                "https://172.31.0.1/",
                "https://192.168.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://[::1]/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https:///v2/"
            })
    void onlyTheInternetIsReadFrom(String address) {
        assertThatThrownBy(() -> InternetClient.ofTheInternet().get(URI.create(address), NOT_LONG))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("read " + address)
                .hasMessageMatching(".*(by HTTPS only|no address of the internet)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "192.0.2.1", "2606:4700::1111", "64:ff9b::101:101"})
    void theInternetIsReadFrom(String address) throws IOException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anAddressIsNoPublicRegistry() throws IOException {
        Repositories repositories = new Repositories(records, new DirectoryBlobs(folder.resolve("blobs")), time);
        assertThat(repositories.isPulledThrough(REPOSITORY)).isTrue();
        assertThat(repositories.isPulledThrough("169.254.169.254/team/app")).isFalse();
    }
}
