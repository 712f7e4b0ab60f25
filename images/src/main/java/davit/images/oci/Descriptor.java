package davit.images.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reference from a manifest to content.
 *
 * @param mediaType the content's type
 * @param digest the content's digest
 * @param size the content's length in bytes
 * @param urls where content that no registry keeps is found; absent for all other
 * @param annotations key and value pairs; absent if there are none
 * @param platform in an index, what the image runs on
 * @param artifactType in an answer about referrers, the artifact's type
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        @Nullable List<String> urls,
        @Nullable Map<String, String> annotations,
        @Nullable Platform platform,
        @Nullable String artifactType) {
    /** Keeps copies. */
    public Descriptor {
        if (Objects.isNull(mediaType) || Objects.isNull(digest)) { // as documents of others may have it
            throw new IllegalArgumentException("a descriptor has mediaType and digest");
        }
        urls = urls == null ? null : List.copyOf(urls);
        annotations = annotations == null ? null : Map.copyOf(annotations);
    }

    /** A descriptor of nothing but type, digest and size. */
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, null, null, null, null);
    }

    /** Whether the content lies elsewhere, so that the registry need not have it. */
    public boolean isForeign() {
        return urls != null && !urls.isEmpty();
    }

    /** Whether this is what BuildKit adds to an index beside the images: a statement about one of them. */
    public boolean isAttestation() {
        return annotations != null && annotations.containsKey("vnd.docker.reference.type");
    }
}
