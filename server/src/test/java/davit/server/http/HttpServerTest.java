package davit.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.time.SystemTime;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final BlockingQueue<String> cutOff = new LinkedBlockingQueue<>();
    private final HttpServer server = new HttpServer(ANY_PORT, this::echo, new SystemTime());
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse echo(HttpRequest request) throws IOException {
        try {
            byte[] body = request.body().readAllBytes();
            String text = request.method() + " " + request.rawPath() + " ?" + request.rawQuery() + " "
                    + new String(body, UTF_8) + " loopback=" + request.origin().fromLoopback();
            HttpHeaders headers = HttpHeaders.of(
                    "x-type", request.headers().first("content-type").orElse("none"));
            return new HttpResponse(200, headers, HttpBody.of(text.getBytes(UTF_8)));
        } catch (IOException e) {
            cutOff.add(request.rawPath());
            throw e;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private String send(int port, String path, HttpClient.Version version) throws IOException, InterruptedException {
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + path))
                .version(version)
                .timeout(Duration.ofSeconds(10))
                .PUT(BodyPublishers.ofString("boat"))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void letsConnectionsWaitUntilItStarts() throws IOException {
        try (HttpServer late = new HttpServer(ANY_PORT, this::echo, new SystemTime());
                ServerSocketChannel inside = ServerSocketChannel.open().bind(ANY_PORT)) {
            late.open();
            late.serve(inside);
            try (Socket outer = new Socket(InetAddress.getLoopbackAddress(), late.port());
                    Socket inner = new Socket(
                            InetAddress.getLoopbackAddress(), inside.socket().getLocalPort())) {
                byte[] request = "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(UTF_8);
                outer.getOutputStream().write(request);
                inner.getOutputStream().write(request);
                late.start();
                assertThat(new String(outer.getInputStream().readAllBytes(), UTF_8))
                        .contains("loopback=true");
                assertThat(new String(inner.getInputStream().readAllBytes(), UTF_8))
                        .contains("loopback=false");
            }
        }
    }

    @Test
    void leavesPathsAsTheyWereSent() throws IOException, InterruptedException {
        assertThat(send(server.port(), "/b/a%2Fb//c/..%20+%E2%82%AC?x-id=Put%41", HttpClient.Version.HTTP_1_1))
                .isEqualTo("PUT /b/a%2Fb//c/..%20+%E2%82%AC ?x-id=Put%41 boat loopback=true");
    }

    @Test
    void leavesHeadersAsTheyWereSigned() throws IOException, InterruptedException {
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/a"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("content-type", "text/plain; charset=UTF-8")
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).headers().firstValue("x-type"))
                .hasValue("text/plain; charset=UTF-8");
    }

    @Test
    void speaksHttp2WithoutTls() throws IOException, InterruptedException {
        assertThat(send(server.port(), "/a", HttpClient.Version.HTTP_2)).startsWith("PUT /a ? boat");
    }

    @Test
    void breaksOffAnAnswerThatIsNotWhole() throws IOException {
        HttpBody failing = new HttpBody() {
            @Override
            public long length() {
                return -1;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write("half".getBytes(UTF_8));
                throw new IOException("no more");
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
        try (HttpServer broken =
                new HttpServer(ANY_PORT, _ -> new HttpResponse(200, HttpHeaders.NONE, failing), new SystemTime())) {
            broken.start();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broken.port())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .contains("half")
                        .doesNotContain("0\r\n\r\n");
            }
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        try (HttpServer second = new HttpServer(taken, this::echo, new SystemTime())) {
            assertThatThrownBy(second::start).isInstanceOf(BindException.class);
        }
    }

    @Test
    void tellsTheHandlerThatAnUploadWasCutOff() throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("PUT /cut HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf".getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
        assertThat(cutOff.poll(10, TimeUnit.SECONDS)).isEqualTo("/cut");
    }

    @Test
    void doesNotWaitForABodyThatDoesNotCome() throws IOException {
        try (HttpServer impatient = new HttpServer(ANY_PORT, this::echo, new SystemTime(), Duration.ofMillis(200))) {
            impatient.start();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
                socket.getOutputStream()
                        .write("PUT /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf".getBytes(UTF_8));
                socket.getOutputStream().flush();

                String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

                assertThat(answer).startsWith("HTTP/1.1 408 ");
            }
        }
    }

    @Test
    void servesSandboxesWithoutTheTrustOfTheLoopbackAddress() throws IOException, InterruptedException {
        try (ServerSocketChannel inside = ServerSocketChannel.open().bind(ANY_PORT)) {
            server.serve(inside);
            int port = ((InetSocketAddress) inside.getLocalAddress()).getPort();
            assertThat(send(port, "/a", HttpClient.Version.HTTP_1_1)).endsWith("loopback=false");
        }
    }

    @Test
    void closesTheConnectionsThatASandboxHasTooMany() throws IOException, InterruptedException {
        try (ServerSocketChannel inside = ServerSocketChannel.open().bind(ANY_PORT)) {
            server.serve(inside);
            int port = ((InetSocketAddress) inside.getLocalAddress()).getPort();
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            try (Socket oneMore = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(send(server.port(), "/a", HttpClient.Version.HTTP_1_1)).endsWith("loopback=true");

            for (Socket socket : sockets) {
                socket.close();
            }
            awaitAnswer(port);
        }
    }

    private static void awaitAnswer(int port) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
                if (socket.getInputStream().read() >= 0) {
                    return;
                }
            } catch (SocketException _) {
                // It is closed before it is read from.
            }
            Thread.sleep(Duration.ofMillis(10));
        }
        throw new AssertionError("the closed connections still count");
    }
}
