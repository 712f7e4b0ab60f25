package davit.images.pull;

import davit.base.time.Time;
import davit.images.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of public registries: reads manifests and blobs, gets the tokens that they ask for.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Upstream {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PROBE_VALIDITY = Duration.ofMinutes(1);
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_PROBES = 1_000;

    private record Probe(boolean isReachable, long atNanos) {}

    private final Function<String, URI> addresses;
    private final InternetClient client;
    private final Time time;
    private final Tokens tokens;
    private final Map<String, Probe> probes = new ConcurrentHashMap<>();

    /** An answer that is being read; closed by whoever receives it. */
    record Answer(int status, String contentType, InputStream body) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** A client of the registries on the internet. */
    public Upstream(Time time) {
        this(Upstream::publicAddress, InternetClient.ofTheInternet(), time);
    }

    /**
     * A client.
     *
     * @param addresses the address of the registry that a host in an image's name stands for
     */
    Upstream(Function<String, URI> addresses, InternetClient client, Time time) {
        this.addresses = addresses;
        this.client = client;
        this.time = time;
        this.tokens = new Tokens(client, time);
    }

    /** Where registries really are: at their host by HTTPS, Docker Hub at an address of its own. */
    private static URI publicAddress(String host) {
        return URI.create("https://" + (host.equals("docker.io") ? "registry-1.docker.io" : host));
    }

    /** Whether the registry answers at all; asked at most once a minute. */
    boolean isReachable(String host) throws InterruptedException {
        Probe known = probes.get(host);
        if (known != null && time.since(known.atNanos).compareTo(PROBE_VALIDITY) < 0) {
            return known.isReachable;
        }
        if (probes.size() >= MAX_PROBES) {
            probes.clear();
        }
        Probe probe = new Probe(probe(host), time.nanos());
        probes.put(host, probe);
        return probe.isReachable;
    }

    private boolean probe(String host) throws InterruptedException {
        try {
            client.get(addresses.apply(host).resolve("/v2/"), PROBE_TIMEOUT)
                    .body()
                    .close();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    Answer manifest(String host, String name, String tagOrDigest) throws IOException, InterruptedException {
        return get(host, name, "/manifests/" + tagOrDigest, String.join(", ", MediaTypes.MANIFESTS));
    }

    Answer blob(String host, String name, String digest) throws IOException, InterruptedException {
        return get(host, name, "/blobs/" + digest, "*/*");
    }

    private Answer get(String host, String name, String path, String accept) throws IOException, InterruptedException {
        URI address = addresses.apply(host).resolve("/v2/" + name + path);
        String scope = "repository:" + name + ":pull";
        HttpResponse<InputStream> answer = send(address, accept, tokens.find(host, scope));
        if (answer.statusCode() == 401) {
            answer.body().close();
            String challenge = answer.headers().firstValue("www-authenticate").orElse("");
            answer = send(address, accept, tokens.fetch(host, scope, challenge));
        }
        for (int i = 0; i < MAX_REDIRECTS && isRedirect(answer.statusCode()); i++) {
            answer.body().close();
            String location = answer.headers().firstValue("location").orElse("");
            address = resolve(address, location);
            answer = send(address, accept, null); // the token is the registry's, not the content server's
        }
        String type = answer.headers().firstValue("content-type").orElse("");
        return new Answer(answer.statusCode(), type, answer.body());
    }

    private static URI resolve(URI address, String location) throws IOException {
        try {
            return address.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException(address + " sends on to what is no address: " + location, e);
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private HttpResponse<InputStream> send(URI address, String accept, @Nullable String token)
            throws IOException, InterruptedException {
        return token == null
                ? client.get(address, ANSWER_TIMEOUT, "accept", accept)
                : client.get(address, ANSWER_TIMEOUT, "accept", accept, "authorization", "Bearer " + token);
    }
}
