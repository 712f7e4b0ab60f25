package davit.images.build;

import davit.base.json.Json;
import davit.images.context.ImageBuildException;
import davit.images.oci.Digest;
import davit.images.oci.ManifestDocument;
import davit.images.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A client of the registry that images are pushed to, for the few questions that a build has. */
final class RegistryClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Long, because the registry may have to build a base image before it can answer. */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private static final int MAX_CONFIG_BYTES = 8 * 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final String root;
    private final String authorization;

    /** A manifest that the registry has. */
    static final class Manifest {
        private final byte[] content;
        private final String mediaType;
        private final Optional<String> notice;

        private Manifest(byte[] content, String mediaType, Optional<String> notice) {
            this.content = content;
            this.mediaType = mediaType;
            this.notice = notice;
        }

        Digest digest() {
            return Digest.of(content);
        }

        ManifestDocument document() throws ManifestDocument.MalformedException {
            return ManifestDocument.parse(content, mediaType);
        }

        /** What the registry wants the user to know of the image. */
        Optional<String> notice() {
            return notice;
        }
    }

    RegistryClient(Destination destination) {
        this.root = "http://" + destination.registry() + "/v2/";
        byte[] pair = (Destination.USER + ":" + destination.password()).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /**
     * What a tag or digest stands for.
     *
     * @throws ImageBuildException with the registry's words if it has no such image or refuses
     */
    Manifest manifest(String repository, String reference)
            throws ImageBuildException, IOException, InterruptedException {
        HttpResponse<byte[]> response = get(repository, reference);
        requireSuccess(response);
        return read(response);
    }

    /** What a tag or digest stands for; empty if the registry has no such image. */
    Optional<Manifest> find(String repository, String reference)
            throws ImageBuildException, IOException, InterruptedException {
        HttpResponse<byte[]> response = get(repository, reference);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        requireSuccess(response);
        return Optional.of(read(response));
    }

    private HttpResponse<byte[]> get(String repository, String reference) throws IOException, InterruptedException {
        return client.send(
                request(repository + "/manifests/" + reference)
                        .header("accept", String.join(", ", MediaTypes.MANIFESTS))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Manifest read(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("content-type").orElse("");
        return new Manifest(response.body(), type, notice(response));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(TIMEOUT).header("authorization", authorization);
    }

    private static Optional<String> notice(HttpResponse<?> response) {
        return response.headers()
                .firstValue("warning")
                .filter(text -> text.startsWith("299 - \"") && text.endsWith("\""))
                .map(text -> text.substring("299 - \"".length(), text.length() - 1));
    }

    private static void requireSuccess(HttpResponse<byte[]> response) throws ImageBuildException {
        if (response.statusCode() / 100 != 2) {
            throw new ImageBuildException(message(response));
        }
    }

    /** The registry's own words, else its status. */
    private static String message(HttpResponse<byte[]> response) {
        String words = "";
        try {
            JsonNode errors = Json.tree(response.body()).path("errors");
            words = errors.path(0).path("message").asString("");
        } catch (JacksonException _) {
            words = ""; // some other server answered
        }
        return words.isEmpty() ? response.uri() + " answered with status " + response.statusCode() : words;
    }

    /** The content of an image's configuration. */
    byte[] config(String repository, Digest digest) throws ImageBuildException, IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                request(repository + "/blobs/" + digest).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new ImageBuildException(
                        response.uri() + " answered with status " + response.statusCode() + " for " + digest);
            }
            return body.readNBytes(MAX_CONFIG_BYTES);
        }
    }

    /** Lets a tag stand for an image that the repository has. */
    void tag(String repository, Manifest manifest, String tag)
            throws ImageBuildException, IOException, InterruptedException {
        requireSuccess(client.send(
                request(repository + "/manifests/" + tag)
                        .header("content-type", manifest.mediaType)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(manifest.content))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray()));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
