package davit.images;

import static org.assertj.core.api.Assertions.assertThat;

import davit.images.oci.Digest;
import davit.images.oci.ImageReference;
import davit.images.oci.InvalidImageException;
import davit.images.oci.Platform;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long images stay prepared. */
class ImageStoreTest {
    private static final byte[] EMPTY_TAR = new byte[1024];

    @TempDir
    Path folder;

    private TestRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new TestRegistry(folder);
        registry.create("team/app");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    private Digest push(byte[] blob) throws IOException, InterruptedException {
        Digest digest = Digest.of(blob);
        put("POST", "/v2/team/app/blobs/uploads/?digest=" + digest, blob, "application/octet-stream");
        return digest;
    }

    private void put(String method, String path, byte[] body, String type) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = registry.uri(path);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .method(method, BodyPublishers.ofByteArray(body))
                    .header("content-type", type)
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
        }
    }

    /** Pushes an image whose only layer is empty, as one that only sets variables has it. */
    private Digest pushImage() throws IOException, InterruptedException, ImageUnavailableException {
        Digest layer = push(EMPTY_TAR);
        byte[] config = """
                {"os": "linux", "architecture": "amd64", "config": {},
                 "rootfs": {"type": "layers", "diff_ids": ["%s"]}}""".formatted(layer).getBytes(StandardCharsets.UTF_8);
        String manifest = """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": "%s", "size": %d}]}""".formatted(push(config), config.length, layer, EMPTY_TAR.length);
        put(
                "PUT",
                "/v2/team/app/manifests/one",
                manifest.getBytes(StandardCharsets.UTF_8),
                "application/vnd.oci.image.manifest.v1+json");
        ImageReference reference = ImageReference.parse(registry.address() + "/team/app:one");
        return registry.images.resolve(reference, Platform.LINUX_AMD64).digest();
    }

    @Test
    void keepsWhatWasUsedInTheLastDayAndWhatFunctionsHave()
            throws IOException, InterruptedException, InvalidImageException, ImageUnavailableException {
        Digest image = pushImage();
        List<Path> directories = ((Mount.Overlay) registry.images.prepare(image).root()).lowerFirst();
        assertThat(directories).hasSize(1).allMatch(Files::isDirectory);

        registry.time.advance(Duration.ofHours(20));
        registry.images.prepare(image);
        registry.time.advance(Duration.ofHours(20));
        assertThat(registry.images.collect(Set::of)).isZero();

        registry.time.advance(Duration.ofHours(20));
        assertThat(registry.images.collect(() -> Set.of(image))).isZero();
        assertThat(directories).allMatch(Files::isDirectory);

        assertThat(registry.images.collect(Set::of)).isOne();
        assertThat(directories).noneMatch(Files::exists);
    }
}
