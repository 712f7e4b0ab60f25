package davit.server.http;

import davit.base.http.AcceptLoop;
import davit.base.http.HttpHandler;
import davit.base.time.Time;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one handler on one port, HTTP/1.1 and HTTP/2 without TLS; also to connections that were accepted elsewhere,
 * as inside the network of a sandbox.
 *
 * <p>A request is answered on the platform thread that found it, while another goes on looking for requests: to hand it
 * to a virtual thread would cost every invocation one thread more to be woken (docs/decisions/0011-warm-path.md).
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /**
     * How many requests are answered at once; more wait. Far more than functions can run at once, so that one that calls
     * the platform, or another function through it, finds a thread. Those that were idle for a minute end.
     */
    private static final int THREADS = 1024;

    private static final int IDLE_THREADS = 4;

    /** Longer than the longest invocation, which may leave its connection silent for 15 minutes. */
    private static final Duration IDLE = Duration.ofMinutes(20);

    /** At the end of the server, connections without a request are closed after this time. */
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(20);

    /** How long a client may leave the server waiting for a body, beside what the body's length allows. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Session tokens and signed trailers make long headers. */
    private static final int HEADER_BYTES = 64 * 1024;

    private final Time time;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Server jetty;
    private final ServerConnector connector;
    private final Map<SocketChannel, SandboxClient> fromSandboxes = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Prepares a server; nothing listens before {@link #open()} or {@link #start()}.
     *
     * @param address where to listen; port 0 for any free one
     */
    public HttpServer(InetSocketAddress address, HttpHandler handler, Time time) {
        this(address, handler, time, PATIENCE);
    }

    HttpServer(InetSocketAddress address, HttpHandler handler, Time time, Duration patience) {
        this.time = time;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, IDLE_THREADS);
        threads.setName("http");
        jetty = new Server(threads);
        jetty.setStopTimeout(Duration.ofSeconds(5).toMillis());
        HttpConfiguration configuration = configuration();
        connector = new ServerConnector(
                jetty,
                1,
                1,
                new HttpConnectionFactory(configuration),
                new HTTP2CServerConnectionFactory(configuration));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
        jetty.addConnector(connector);
        jetty.setHandler(new JettyHandler(
                handler, isLoopback(address), new JettyHandler.BodyRules(time, patience), fromSandboxes));
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        // Object keys hold whatever people like: "..", "//", "%2F". The handlers read paths undecoded.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        // Jetty would turn well-known values into its own spelling of them, and signatures hold for what was sent.
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(HEADER_BYTES);
        configuration.setSendServerVersion(false);
        configuration.setRelativeRedirectAllowed(true);
        return configuration;
    }

    private static boolean isLoopback(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        return resolved != null && resolved.isLoopbackAddress();
    }

    /**
     * Takes the port, if it was not yet; connections wait until {@link #start()}.
     *
     * @throws BindException if the port is taken
     */
    public void open() throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            throw e.getCause() instanceof BindException taken ? taken : e;
        }
    }

    /**
     * Begins to answer.
     *
     * @throws BindException if the port is taken
     */
    public void start() throws IOException {
        try {
            jetty.start();
            started.countDown();
        } catch (IOException e) {
            throw e.getCause() instanceof BindException taken ? taken : e;
        } catch (Exception e) { // Jetty's life cycle declares nothing narrower
            throw new IllegalStateException("the HTTP server could not be started", e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Serves the connections of a listener inside a sandbox until it is closed; they count as coming from outside of
     * the loopback address, so that they need a function's own credentials. A sandbox can take a share of the threads,
     * not all: past {@value SandboxClient#MAX_CONNECTIONS} connections more are closed, and past
     * {@value SandboxClient#MAX_REQUESTS} requests at once more are answered with 503.
     */
    public void serve(ServerSocketChannel inside) {
        Thread.ofVirtual().name("sandbox-endpoint").start(() -> acceptAll(inside));
    }

    private void acceptAll(ServerSocketChannel inside) {
        try {
            started.await();
            SandboxClient client = new SandboxClient();
            new AcceptLoop(inside, accepted -> take(accepted, client), time).untilClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(SocketChannel accepted, SandboxClient client) throws IOException {
        if (!client.connect(accepted)) {
            accepted.close();
            return;
        }
        try {
            fromSandboxes.put(accepted, client);
            accepted.configureBlocking(false);
        } catch (IOException e) {
            accepted.close();
            throw e;
        }
        connector.getSelectorManager().accept(accepted);
    }

    /** Stops listening, lets running requests end for some seconds, and closes every connection. */
    @Override
    public void close() {
        try {
            jetty.stop();
            connector.close();
        } catch (Exception e) { // Jetty's life cycle declares nothing narrower
            LOG.warn("the HTTP server did not stop cleanly", e);
        }
    }
}
