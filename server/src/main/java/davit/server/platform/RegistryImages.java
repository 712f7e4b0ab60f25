package davit.server.platform;

import davit.functions.model.Architecture;
import davit.functions.port.FunctionImages;
import davit.functions.port.ImageUnavailableException;
import davit.functions.port.ImageUnavailableException.Reason;
import davit.images.Composition;
import davit.images.ImageStore;
import davit.images.oci.Digest;
import davit.images.oci.ImageConfig;
import davit.images.oci.ImageReference;
import davit.images.oci.InvalidImageException;
import davit.images.oci.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The images of the registry, for functions. Thread safety: every method may be called from any thread. */
public final class RegistryImages implements FunctionImages {
    private final ImageStore images;

    /** The images in {@code images}. */
    public RegistryImages(ImageStore images) {
        this.images = images;
    }

    @Override
    public ResolvedImage resolve(String imageUri, Architecture architecture) throws ImageUnavailableException {
        try {
            ImageReference reference = ImageReference.parse(imageUri);
            if (reference.host().isEmpty()) {
                throw new IllegalArgumentException("names no registry");
            }
            davit.images.ResolvedImage found = images.resolve(reference, platform(architecture));
            String host = imageUri.substring(0, imageUri.indexOf('/') + 1);
            String uri = host + reference.repository() + "@" + found.requested();
            return new ResolvedImage(uri, found.digest().toString());
        } catch (IllegalArgumentException e) {
            throw new ImageUnavailableException(Reason.INVALID_URI, "not the URI of an image: " + imageUri);
        } catch (davit.images.ImageUnavailableException e) {
            throw unavailable(e);
        } catch (IOException e) {
            throw new UncheckedIOException("resolve " + imageUri, e);
        }
    }

    @Override
    public String compose(ManagedImage image) {
        List<Composition.Part> parts = image.parts().stream()
                .map(part -> new Composition.Part(new Digest(part.sha256()), part.folder()))
                .toList();
        return images.compose(new Composition(image.base(), platform(image.architecture()), parts))
                .toString();
    }

    private static Platform platform(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> Platform.LINUX_AMD64;
            case ARM64 -> Platform.LINUX_ARM64;
        };
    }

    @Override
    public PreparedImage prepare(String digest) throws ImageUnavailableException {
        try {
            davit.images.PreparedImage image = images.prepare(Digest.parse(digest));
            ImageConfig config = image.config();
            return new PreparedImage(
                    image.root(),
                    config.environment(),
                    config.entrypoint(),
                    config.command(),
                    config.workingDirectory().isEmpty() ? null : config.workingDirectory());
        } catch (davit.images.ImageUnavailableException e) {
            throw unavailable(e);
        } catch (InvalidImageException e) {
            throw new ImageUnavailableException(reason(e), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("prepare the image " + digest, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the image " + digest + " was prepared", e);
        }
    }

    private static ImageUnavailableException unavailable(davit.images.ImageUnavailableException e) {
        Reason reason = switch (e.reason()) {
            case NO_SUCH_REPOSITORY, NO_SUCH_IMAGE, UNREACHABLE -> Reason.NOT_FOUND;
            case WRONG_PLATFORM -> Reason.WRONG_ARCHITECTURE;
            case NOT_AN_IMAGE -> Reason.UNSUPPORTED;
        };
        return new ImageUnavailableException(reason, String.valueOf(e.getMessage()));
    }

    private static Reason reason(InvalidImageException e) {
        return switch (e.flaw()) {
            case TOO_LARGE -> Reason.TOO_LARGE;
            case HOSTILE, DAMAGED -> Reason.INVALID_CONTENT;
            case UNSUPPORTED -> Reason.UNSUPPORTED;
        };
    }
}
