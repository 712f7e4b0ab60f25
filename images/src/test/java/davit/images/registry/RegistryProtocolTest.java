package davit.images.registry;

import static org.assertj.core.api.Assertions.assertThat;

import davit.images.TestRegistry;
import davit.images.oci.Digest;
import davit.images.oci.MediaTypes;
import davit.images.pull.PublicImages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the distribution specification says and usual clients seldom do: chunks, resuming, accidents, referrers. */
class RegistryProtocolTest {
    private static final String UPLOADS = "/v2/team/app/blobs/uploads/";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new TestRegistry(folder);
        registry.create("team/app");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        client.close();
    }

    private HttpResponse<String> send(String method, URI uri, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI location(HttpResponse<?> response) {
        return registry.uri("/")
                .resolve(response.headers().firstValue("location").orElseThrow());
    }

    private static URI withDigest(URI upload, Digest digest) {
        return URI.create(upload + (upload.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private Digest push(String blob) throws IOException, InterruptedException {
        URI uri = registry.uri(UPLOADS + "?digest=" + digest(blob));
        assertThat(send("POST", uri, blob).statusCode()).isEqualTo(201);
        return digest(blob);
    }

    private long storedBlobs() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void takesChunksInOrderAndSaysWhereToGoOn() throws IOException, InterruptedException {
        URI upload = location(send("POST", registry.uri(UPLOADS), ""));
        assertThat(send("PATCH", upload, "abc", "content-range", "0-2").statusCode())
                .isEqualTo(202);
        HttpResponse<String> early = send("PATCH", upload, "xyz", "content-range", "6-8");
        assertThat(early.statusCode()).isEqualTo(416);
        HttpResponse<String> progress = send("GET", upload, "");
        assertThat(progress.statusCode()).isEqualTo(204);
        assertThat(progress.headers().firstValue("range")).contains("0-2");
        assertThat(send("PATCH", upload, "def", "content-range", "3-5").statusCode())
                .isEqualTo(202);
        assertThat(send("PUT", withDigest(upload, digest("abcdefg")), "g").statusCode())
                .isEqualTo(201);

        URI blob = registry.uri("/v2/team/app/blobs/" + digest("abcdefg"));
        assertThat(send("GET", blob, "").body()).isEqualTo("abcdefg");
        HttpResponse<String> part = send("GET", blob, "", "range", "bytes=2-3");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("cd");
    }

    @Test
    void whatIsWrongOrCutOffLeavesNothing() throws IOException, InterruptedException {
        URI upload = location(send("POST", registry.uri(UPLOADS), ""));
        HttpResponse<String> wrong = send("PUT", withDigest(upload, digest("something else")), "abc");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("DIGEST_INVALID");
        assertThat(send("PATCH", upload, "more").statusCode()).isEqualTo(404);

        URI cut = location(send("POST", registry.uri(UPLOADS), ""));
        try (Socket socket = new Socket(cut.getHost(), cut.getPort())) {
            OutputStream out = socket.getOutputStream();
            String head = "PATCH %s HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc".formatted(cut.getRawPath());
            out.write(head.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(send("DELETE", cut, "").statusCode()).isIn(204, 400);
        registry.close();
        try (TestRegistry again = new TestRegistry(folder)) {
            assertThat(again.repositories.blobSize("team/app", digest("abc"))).isEmpty();
            assertThat(storedBlobs()).isZero();
            registry = new TestRegistry(folder.resolve("unused"));
        }
    }

    @Test
    void listsWhatRefersToAnImageAndForgetsIt() throws IOException, InterruptedException {
        Digest config = push("{}");
        String image = """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.example+json","digest":"%s",\
                "size":2},"layers":[]%s}""";
        String subject = image.formatted(MediaTypes.OCI_MANIFEST, config, "");
        String reference =
                ",\"artifactType\":\"application/vnd.example.sbom\",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                        .formatted(MediaTypes.OCI_MANIFEST, digest(subject), subject.length());
        String artifact = image.formatted(MediaTypes.OCI_MANIFEST, config, reference);
        assertThat(manifest("PUT", "one", subject).statusCode()).isEqualTo(201);
        HttpResponse<String> stored = manifest("PUT", digest(artifact).toString(), artifact);
        assertThat(stored.headers().firstValue("oci-subject"))
                .contains(digest(subject).toString());

        URI referrers = registry.uri("/v2/team/app/referrers/" + digest(subject));
        assertThat(send("GET", referrers, "").body())
                .contains(digest(artifact).toString())
                .contains("application/vnd.example.sbom");
        assertThat(send("GET", URI.create(referrers + "?artifactType=other"), "")
                        .body())
                .doesNotContain(digest(artifact).toString());
        assertThat(manifest("DELETE", digest(artifact).toString(), "").statusCode())
                .isEqualTo(202);
        assertThat(send("GET", referrers, "").body())
                .doesNotContain(digest(artifact).toString());

        assertThat(manifest("DELETE", "one", "").statusCode()).isEqualTo(202);
        assertThat(manifest("GET", "one", "").statusCode()).isEqualTo(404);
        assertThat(manifest("GET", digest(subject).toString(), "").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> manifest(String method, String reference, String body)
            throws IOException, InterruptedException {
        return send(
                method,
                registry.uri("/v2/team/app/manifests/" + reference),
                body,
                "content-type",
                MediaTypes.OCI_MANIFEST);
    }

    @Test
    void aDeletedRepositoryFreesWhatNoOtherUses() throws IOException, InterruptedException {
        push("shared");
        push("alone");
        registry.create("team/other");
        URI mount = registry.uri("/v2/team/other/blobs/uploads/?from=team/app&mount=" + digest("shared"));
        assertThat(send("POST", mount, "").statusCode()).isEqualTo(201);
        assertThat(storedBlobs()).isEqualTo(2);

        assertThat(registry.repositories.delete("team/app")).isTrue();
        assertThat(storedBlobs()).isEqualTo(1);
        assertThat(send("GET", registry.uri("/v2/team/other/blobs/" + digest("shared")), "")
                        .body())
                .isEqualTo("shared");
        assertThat(List.of(registry.repositories.delete("team/other"), storedBlobs() == 0))
                .containsOnly(true);
    }

    @Test
    void aBlobIsMountedOnlyFromWhereItsReaderMayPull() throws IOException, InterruptedException {
        RegistryAccess access = attempt -> attempt.action() == RegistryAccess.Action.PULL
                        && attempt.repository().equals("team/app")
                ? new RegistryAccess.Decision.Denied("not yours")
                : new RegistryAccess.Decision.Allowed();
        registry.close();
        registry = new TestRegistry(folder.resolve("guarded"), access, PublicImages.NONE);
        registry.create("team/app");
        registry.create("team/other");
        String mount = "/v2/team/other/blobs/uploads/?mount=" + push("secret");

        assertThat(send("POST", registry.uri(mount + "&from=team/app"), "").statusCode())
                .isEqualTo(202);
        assertThat(send("POST", registry.uri(mount), "").statusCode()).isEqualTo(202);
        assertThat(registry.repositories.blobSize("team/other", digest("secret")))
                .isEmpty();
    }
}
