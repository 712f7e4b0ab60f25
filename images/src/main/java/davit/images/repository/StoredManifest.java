package davit.images.repository;

import davit.images.oci.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest of a repository.
 *
 * @param digest its digest
 * @param mediaType its media type
 * @param size its own length in bytes
 * @param imageSize the length of everything that it refers to, as it is transferred, in bytes
 * @param pushedAt when it was pushed first
 * @param artifactType the type of the artifact, for an image the type of its configuration; absent if none is said
 * @param subject what it refers to as an artifact; usually absent
 * @param blobs configuration and layers
 * @param manifests the images of an index
 */
public record StoredManifest(
        Digest digest,
        String mediaType,
        long size,
        long imageSize,
        Instant pushedAt,
        @Nullable String artifactType,
        @Nullable Digest subject,
        List<Digest> blobs,
        List<Digest> manifests) {
    /** Keeps copies. */
    public StoredManifest {
        blobs = List.copyOf(blobs);
        manifests = List.copyOf(manifests);
    }
}
