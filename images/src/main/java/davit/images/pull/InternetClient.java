package davit.images.pull;

import java.net.http.HttpClient;
import java.time.Duration;

/** The HTTP client for public registries, made when one is first asked: a start of the server does not wait for TLS. */
final class InternetClient {
    static final HttpClient SHARED =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private InternetClient() {}
}
