package davit.images;

import davit.images.ImageUnavailableException.Reason;
import davit.images.oci.Descriptor;
import davit.images.oci.Digest;
import davit.images.oci.ImageConfig;
import davit.images.oci.ImageReference;
import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import davit.images.oci.ManifestDocument;
import davit.images.oci.MediaTypes;
import davit.images.oci.Platform;
import davit.images.pull.PublicImages;
import davit.images.repository.Repositories;
import davit.images.repository.StoredManifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds images in the registry, and fetches what is not there yet from public registries. */
final class ImageFinder {
    private static final int MAX_CONFIG_BYTES = 8 * 1024 * 1024;
    private static final Set<String> CONFIGS = Set.of(MediaTypes.OCI_CONFIG, MediaTypes.DOCKER_CONFIG);

    /** The manifest of an image with its configuration, and a repository that has it. */
    record Content(String repository, ManifestDocument.Image manifest, ImageConfig config) {}

    private final Repositories repositories;
    private final PublicImages publicImages;

    ImageFinder(Repositories repositories, PublicImages publicImages) {
        this.repositories = repositories;
        this.publicImages = publicImages;
    }

    ResolvedImage find(ImageReference reference, Platform platform) throws ImageUnavailableException, IOException {
        String repository = repository(reference);
        StoredManifest manifest = manifest(repository, reference);
        return switch (document(manifest)) {
            case ManifestDocument.Index index -> {
                Digest image = choose(index, platform, reference);
                fetchManifest(repository, image.toString());
                yield new ResolvedImage(repository, manifest.digest(), image);
            }
            case ManifestDocument.Image image -> {
                check(repository, image, platform, reference);
                yield new ResolvedImage(repository, manifest.digest(), manifest.digest());
            }
        };
    }

    /** The repository here: another registry's host is part of its name, our own is not. */
    private String repository(ImageReference reference) {
        String host = reference.host();
        boolean isPublicHost =
                ImageReference.isPublicHost(host) && !host.matches(".*\\.dkr\\.ecr\\..*\\.amazonaws\\.com(\\.cn)?");
        return isPublicHost ? host + "/" + reference.repository() : reference.repository();
    }

    private StoredManifest manifest(String repository, ImageReference reference)
            throws ImageUnavailableException, IOException {
        if (repositories.isPulledThrough(repository)) {
            fetchManifest(repository, reference.tagOrDigest());
        } else if (repositories.find(repository).isEmpty()) {
            throw new ImageUnavailableException(
                    Reason.NO_SUCH_REPOSITORY, "there is no repository " + repository + " for " + reference);
        }
        return repositories
                .manifests()
                .find(repository, reference.tagOrDigest())
                .orElseThrow(() -> new ImageUnavailableException(
                        Reason.NO_SUCH_IMAGE, "repository " + repository + " has no image for " + reference));
    }

    private void fetchManifest(String repository, String tagOrDigest) throws ImageUnavailableException, IOException {
        if (repositories.isPulledThrough(repository)) {
            switch (publicImages.manifest(repository, tagOrDigest)) {
                case PublicImages.Outcome.Available _ -> {
                    // It is in the repository now.
                }
                case PublicImages.Outcome.Unknown(String message) ->
                    throw new ImageUnavailableException(Reason.NO_SUCH_IMAGE, message);
                case PublicImages.Outcome.Unavailable(String message) ->
                    throw new ImageUnavailableException(Reason.UNREACHABLE, message);
            }
        }
    }

    private ManifestDocument document(StoredManifest manifest) throws IOException {
        try {
            return ManifestDocument.parse(repositories.manifests().content(manifest), manifest.mediaType());
        } catch (ManifestDocument.MalformedException e) {
            throw new IllegalStateException("a manifest is checked before it is stored: " + manifest.digest(), e);
        }
    }

    private static Digest choose(ManifestDocument.Index index, Platform platform, ImageReference reference)
            throws ImageUnavailableException {
        List<Descriptor> images = index.manifests().stream()
                .filter(descriptor -> !descriptor.isAttestation())
                .toList();
        return images.stream()
                .filter(image -> image.platform() != null && image.platform().runs(platform))
                .map(Descriptor::digest)
                .findFirst()
                .orElseThrow(() -> wrongPlatform(
                        reference,
                        platform,
                        images.stream()
                                .map(image -> String.valueOf(image.platform()))
                                .collect(Collectors.joining(", "))));
    }

    private void check(String repository, ManifestDocument.Image image, Platform platform, ImageReference reference)
            throws ImageUnavailableException, IOException {
        if (!CONFIGS.contains(image.config().mediaType())) {
            throw new ImageUnavailableException(
                    Reason.NOT_AN_IMAGE, reference + " is no image, but " + image.artifactType());
        }
        try {
            ImageConfig config = config(repository, image);
            if (!config.platform().runs(platform)) {
                throw wrongPlatform(reference, platform, config.platform().toString());
            }
        } catch (InvalidImageException e) {
            throw new ImageUnavailableException(Reason.NOT_AN_IMAGE, reference + ": " + e.getMessage());
        }
    }

    private static ImageUnavailableException wrongPlatform(ImageReference reference, Platform wanted, String offered) {
        return new ImageUnavailableException(
                Reason.WRONG_PLATFORM, reference + " is for " + offered + ", not for " + wanted);
    }

    /** Reads manifest and configuration of an image. */
    Content content(Digest digest) throws ImageUnavailableException, InvalidImageException, IOException {
        String repository = repositories
                .repositoryWith(digest)
                .orElseThrow(() -> new ImageUnavailableException(
                        Reason.NO_SUCH_IMAGE, "the registry does not have " + digest + " any more"));
        StoredManifest manifest = repositories
                .manifests()
                .find(repository, digest)
                .orElseThrow(() -> new ImageUnavailableException(
                        Reason.NOT_AN_IMAGE, digest + " is in the registry, but is no image"));
        if (!(document(manifest) instanceof ManifestDocument.Image image)) {
            throw new ImageUnavailableException(Reason.NOT_AN_IMAGE, digest + " is an index, not one image");
        }
        return new Content(repository, image, config(repository, image));
    }

    private ImageConfig config(String repository, ManifestDocument.Image image)
            throws InvalidImageException, IOException {
        if (image.config().size() > MAX_CONFIG_BYTES) {
            throw new InvalidImageException(Flaw.UNSUPPORTED, "the image's configuration is larger than 8 MiB");
        }
        fetch(repository, image.config());
        try (InputStream in = repositories.openBlob(image.config().digest(), 0)) {
            return ImageConfig.parse(in.readNBytes(MAX_CONFIG_BYTES));
        } catch (ManifestDocument.MalformedException e) {
            throw new InvalidImageException(Flaw.UNSUPPORTED, String.valueOf(e.getMessage()));
        }
    }

    /** Makes sure that a blob is here; of a public registry, no more is read than the descriptor says. */
    void fetch(String repository, Descriptor blob) throws IOException {
        Digest digest = blob.digest();
        if (repositories.blobSize(repository, digest).isEmpty() && repositories.isPulledThrough(repository)) {
            switch (publicImages.blob(repository, digest, Math.min(blob.size(), PublicImages.MAX_BLOB_BYTES))) {
                case PublicImages.Outcome.Available _ -> {
                    // It is in the repository now.
                }
                case PublicImages.Outcome.Unknown(String message) -> throw new IOException(message);
                case PublicImages.Outcome.Unavailable(String message) -> throw new IOException(message);
            }
        }
    }
}
