package davit.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.storage.Blobs;
import davit.images.oci.Digest;
import davit.images.oci.ImageReference;
import davit.images.oci.InvalidImageException;
import davit.images.oci.Platform;
import davit.images.pull.PublicImages;
import davit.images.registry.RegistryAccess;
import davit.images.repository.Repository.Origin;
import davit.images.repository.Repository.TagMutability;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How images are prepared, and how long they stay so. */
@Timeout(60)
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

    @Test
    void aPublicRegistryThatIsSlowDoesNotKeepOtherImagesFromBeingUnpacked()
            throws IOException, InterruptedException, InvalidImageException, ImageUnavailableException {
        int permits = Runtime.getRuntime().availableProcessors();
        CountDownLatch waiting = new CountDownLatch(permits);
        CountDownLatch end = new CountDownLatch(1);
        registry.close();
        registry = new TestRegistry(folder.resolve("slow"), RegistryAccess.OPEN, new SlowImages(waiting, end));
        registry.create("team/app");
        Digest slow = recordPublicImage(permits);
        Thread preparing = Thread.ofVirtual()
                .start(() ->
                        assertThatThrownBy(() -> registry.images.prepare(slow)).hasMessageContaining("too slow"));
        waiting.await();

        assertThat(registry.images.prepare(pushImage()).root()).isInstanceOf(Mount.Overlay.class);
        end.countDown();
        preparing.join();
    }

    @Test
    void aPublicImageIsPreparedAsSoonAsABuilderReadsIt() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        registry.close();
        registry = new TestRegistry(
                folder.resolve("ahead"), RegistryAccess.OPEN, new SlowImages(asked, new CountDownLatch(1)));
        Digest image = recordPublicImage(1);
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = registry.uri("/v2/registry.example.com/team/app/manifests/" + image);
            client.send(HttpRequest.newBuilder(uri).HEAD().build(), BodyHandlers.discarding());
            assertThat(asked.getCount()).isOne();
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        }

        asked.await(); // its layer is being fetched, which closing the registry breaks off
    }

    /** A public registry whose blobs do not come. */
    private record SlowImages(CountDownLatch waiting, CountDownLatch end) implements PublicImages {
        @Override
        public Outcome manifest(String repository, String tagOrDigest) {
            return new Outcome.Available(Optional.empty());
        }

        @Override
        public Outcome blob(String repository, Digest digest, long maxBytes) throws IOException {
            waiting.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return new Outcome.Unavailable("too slow");
        }
    }

    private Digest recordPublicImage(int layers) throws IOException {
        String repository = "registry.example.com/team/app";
        registry.repositories.create(repository, TagMutability.MUTABLE, Origin.PULLED_THROUGH);
        List<Digest> digests = IntStream.range(0, layers)
                .mapToObj(i -> Digest.of(new byte[] {(byte) i}))
                .toList();
        byte[] config = """
                {"os": "linux", "architecture": "amd64", "config": {},
                 "rootfs": {"type": "layers", "diff_ids": [%s]}}""".formatted(join(digests, "\"%s\"")).getBytes(StandardCharsets.UTF_8);
        try (Blobs.Upload upload = registry.repositories.beginUpload()) {
            upload.content().write(config);
            registry.repositories.finishUpload(repository, upload);
        }
        String layer = "{\"mediaType\": \"application/vnd.oci.image.layer.v1.tar\", \"digest\": \"%s\", \"size\": 1}";
        String manifest = """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d},
                 "layers": [%s]}""".formatted(Digest.of(config), config.length, join(digests, layer));
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        registry.repositories.manifests().put(repository, bytes, "application/vnd.oci.image.manifest.v1+json", "one");
        return Digest.of(bytes);
    }

    private static String join(List<Digest> digests, String form) {
        return digests.stream()
                .map(digest -> form.replace("%s", digest.toString()))
                .collect(Collectors.joining(","));
    }
}
