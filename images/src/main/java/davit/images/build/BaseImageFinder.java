package davit.images.build;

import davit.images.context.ImageBuildException;
import davit.images.oci.Digest;
import davit.images.oci.ImageConfig;
import davit.images.oci.ImageReference;
import davit.images.oci.ManifestDocument;
import davit.images.oci.Platform;
import davit.images.pull.LocalStandIns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what the images stand for that a Dockerfile starts from. */
final class BaseImageFinder {
    private static final String DOCKER_HUB = "docker.io";

    private final RegistryClient registry;
    private final String registryHost;
    private final Set<String> directHosts;
    private final LocalStandIns standIns;
    private final Consumer<String> progress;

    /**
     * Asks this registry.
     *
     * @param registryHost its host and port
     * @param directHosts hosts of registries that the user logs in to, which are left to the builder
     * @param standIns builds images of Davit's own before the registry has to
     */
    BaseImageFinder(
            RegistryClient registry,
            String registryHost,
            Set<String> directHosts,
            LocalStandIns standIns,
            Consumer<String> progress) {
        this.registry = registry;
        this.registryHost = registryHost;
        this.directHosts = Set.copyOf(directHosts);
        this.standIns = standIns;
        this.progress = progress;
    }

    /**
     * The images of these names; those that are no names of images are left to the builder to complain of.
     *
     * @param mustBeHere whether the builder reads them from the registry alone
     */
    List<BaseImage> find(Collection<String> names, Platform platform, boolean mustBeHere)
            throws ImageBuildException, IOException, InterruptedException {
        List<BaseImage> images = new ArrayList<>();
        for (String name : names) {
            Optional<ImageReference> reference = parse(name);
            if (reference.isPresent()) {
                images.add(find(name, reference.get(), platform, mustBeHere));
            }
        }
        return images;
    }

    private static Optional<ImageReference> parse(String name) {
        try {
            return Optional.of(ImageReference.parse(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private BaseImage find(String name, ImageReference reference, Platform platform, boolean mustBeHere)
            throws ImageBuildException, IOException, InterruptedException {
        String host = reference.host().isEmpty() ? DOCKER_HUB : reference.host();
        boolean isOfDockerHub =
                host.equals(DOCKER_HUB) && !reference.repository().contains("/");
        String inHost = (isOfDockerHub ? "library/" : "") + reference.repository();
        String wanted = reference.tagOrDigest();
        if (host.equals(registryHost)) {
            return look(new BaseImage(name, host, inHost, wanted, Optional.empty(), false), platform);
        }
        if (host.contains(":") || host.equals("localhost") || directHosts.contains(host)) {
            return new BaseImage(name, host, inHost, wanted, Optional.empty(), false);
        }
        BaseImage unknown = new BaseImage(name, host, host + "/" + inHost, wanted, Optional.empty(), false);
        standIns.prepare(unknown.repository(), wanted, progress);
        try {
            return look(unknown, platform);
        } catch (ImageBuildException e) {
            if (mustBeHere) {
                throw e;
            }
            return unknown;
        }
    }

    private BaseImage look(BaseImage image, Platform platform)
            throws ImageBuildException, IOException, InterruptedException {
        RegistryClient.Manifest manifest = registry.manifest(image.repository(), image.reference());
        manifest.notice().ifPresent(progress);
        check(image, manifest, platform);
        return image.found(manifest.digest(), manifest.notice().isPresent());
    }

    /** Builders label an image with the platform that was asked for, even where its base is for another one. */
    private void check(BaseImage image, RegistryClient.Manifest manifest, Platform platform)
            throws ImageBuildException, IOException, InterruptedException {
        List<Platform> offered = platforms(image, manifest);
        if (offered.stream().noneMatch(each -> each.runs(platform))) {
            String words = offered.stream().map(Platform::toString).collect(Collectors.joining(", "));
            throw new ImageBuildException(image.name() + " is for " + words + ", not for " + platform);
        }
    }

    private List<Platform> platforms(BaseImage base, RegistryClient.Manifest manifest)
            throws ImageBuildException, IOException, InterruptedException {
        try {
            return switch (manifest.document()) {
                case ManifestDocument.Index index ->
                    index.manifests().stream()
                            .filter(image -> !image.isAttestation())
                            .flatMap(image -> Stream.ofNullable(image.platform()))
                            .toList();
                case ManifestDocument.Image image -> {
                    Digest config = image.config().digest();
                    yield List.of(ImageConfig.parse(registry.config(base.repository(), config))
                            .platform());
                }
            };
        } catch (ManifestDocument.MalformedException e) {
            throw new ImageBuildException(base.name() + " is no image that can be built on: " + e.getMessage(), e);
        }
    }
}
