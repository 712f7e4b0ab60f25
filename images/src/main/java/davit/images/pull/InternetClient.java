package davit.images.pull;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Reads from public registries, which say themselves where to go on: by HTTPS and from public addresses only, so that
 * nobody reaches by this server what he cannot reach himself. Neither answer nor body is awaited for ever.
 *
 * <p>The address is checked before the connection is made; the JDK connects to what it remembers of that look-up, and
 * should that have changed, the certificate must still be that of the name. Thread safety: every method may be called
 * from any thread.
 */
final class InternetClient {
    /** The longest time in which a body may bring nothing. */
    static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    private final boolean isPublicOnly;
    private final Duration maxSilence;

    /** The JDK's client, made when one is first asked: a start of the server does not wait for TLS. */
    private static final class Shared {
        static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }

    private InternetClient(boolean isPublicOnly, Duration maxSilence) {
        this.isPublicOnly = isPublicOnly;
        this.maxSilence = maxSilence;
    }

    /** Reads from the internet. */
    static InternetClient ofTheInternet() {
        return new InternetClient(true, MAX_SILENCE);
    }

    /** Reads from anywhere, without TLS too, for tests. */
    static InternetClient ofAnything(Duration maxSilence) {
        return new InternetClient(false, maxSilence);
    }

    /**
     * Sends a GET; redirects are not followed, and whoever calls closes the body.
     *
     * @param timeout until the answer's headers
     * @param headers names and values
     * @throws IOException if {@code address} may not be read from, is not reached, or does not answer in time
     */
    HttpResponse<InputStream> get(URI address, Duration timeout, String... headers)
            throws IOException, InterruptedException {
        check(address);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Shared.CLIENT.send(request.build(), _ -> new TimedBody(maxSilence));
    }

    private void check(URI address) throws IOException {
        String host = address.getHost();
        if (host == null || !(isPublicOnly ? "https" : "http").equalsIgnoreCase(address.getScheme())) {
            throw new IOException("read " + address + ": public registries are read from by HTTPS only");
        }
        if (isPublicOnly) {
            for (InetAddress each : InetAddress.getAllByName(host)) {
                if (!PublicAddress.isPublic(each)) {
                    throw new IOException(
                            "read " + address + ": " + each.getHostAddress() + " is no address of the internet");
                }
            }
        }
    }
}
