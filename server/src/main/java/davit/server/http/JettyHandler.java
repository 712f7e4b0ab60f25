package davit.server.http;

import davit.base.http.HttpBody;
import davit.base.http.HttpHandler;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.time.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns Jetty's requests into ours and our responses into Jetty's. Blocks its thread until the answer is written. */
final class JettyHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(JettyHandler.class);

    private final HttpHandler handler;
    private final boolean onLoopback;
    private final BodyRules bodies;
    private final Map<SocketChannel, SandboxClient> fromSandboxes;

    /** How long a client may take to send a body. */
    record BodyRules(Time time, Duration patience) {}

    JettyHandler(
            HttpHandler handler,
            boolean onLoopback,
            BodyRules bodies,
            Map<SocketChannel, SandboxClient> fromSandboxes) {
        this.handler = handler;
        this.onLoopback = onLoopback;
        this.bodies = bodies;
        this.fromSandboxes = fromSandboxes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SandboxClient sandbox = sandbox(request);
        if (sandbox == null) {
            return answer(request, response, callback, onLoopback);
        }
        if (!sandbox.beginRequest()) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        try {
            return answer(request, response, callback, false);
        } finally {
            sandbox.endRequest();
        }
    }

    private boolean answer(Request request, Response response, Callback callback, boolean fromLoopback) {
        try {
            write(handler.answer(read(request, fromLoopback)), request, response);
            callback.succeeded();
        } catch (TimelyBody.TooSlowException e) {
            LOG.debug("{} {}: {}", request.getMethod(), request.getHttpURI(), e.getMessage());
            Response.writeError(request, response, callback, HttpStatus.REQUEST_TIMEOUT_408);
        } catch (IOException e) {
            LOG.debug("{} {} broke off: {}", request.getMethod(), request.getHttpURI(), e.getMessage());
            callback.failed(e);
        } catch (RuntimeException | Error e) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI(), e);
            callback.failed(e);
        }
        return true;
    }

    private HttpRequest read(Request request, boolean fromLoopback) {
        HttpHeaders.Builder headers = new HttpHeaders.Builder();
        for (HttpField field : request.getHeaders()) {
            headers.add(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        if (request.getHttpURI().getAuthority() != null) {
            headers.set("host", request.getHttpURI().getAuthority());
        }
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new HttpRequest(
                request.getMethod(),
                path == null || path.isEmpty() ? "/" : path,
                query == null ? "" : query,
                headers.build(),
                new TimelyBody(request, bodies.time(), bodies.patience()),
                new HttpRequest.Origin(remoteAddress(request), fromLoopback));
    }

    private static String remoteAddress(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "127.0.0.1";
    }

    /** The sandbox that the request comes from; null if it comes from elsewhere. */
    private @Nullable SandboxClient sandbox(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint() instanceof SocketChannelEndPoint endPoint
                ? fromSandboxes.get(endPoint.getChannel())
                : null;
    }

    private static void write(HttpResponse answer, Request request, Response response) throws IOException {
        try (HttpBody body = answer.body()) {
            response.setStatus(answer.status());
            answer.headers()
                    .byName()
                    .forEach((name, values) ->
                            values.forEach(value -> response.getHeaders().add(name, value)));
            boolean isHead = request.getMethod().equals("HEAD");
            if (!isHead && body.length() >= 0 && mayHaveBody(answer.status())) {
                response.getHeaders().put("content-length", Long.toString(body.length()));
            }
            if (!isHead && body.length() != 0) {
                // Not closed if the body fails: the client would take what has come for the whole.
                OutputStream out = Content.Sink.asOutputStream(response);
                body.writeTo(out);
                out.close();
            }
        }
    }

    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }
}
