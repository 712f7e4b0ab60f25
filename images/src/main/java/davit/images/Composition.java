package davit.images;

import davit.base.json.Json;
import davit.images.oci.Digest;
import davit.images.oci.Platform;
import java.util.List;

/**
 * An image that is made of another one and of ZIP archives upon it.
 *
 * @param base the image below, {@code public.ecr.aws/lambda/python:3.13}
 * @param platform what it runs on
 * @param parts the archives, the lowest first
 */
public record Composition(String base, Platform platform, List<Part> parts) {
    /**
     * One archive.
     *
     * @param archive its digest
     * @param folder where its files are in the image, {@code var/task}
     */
    public record Part(Digest archive, String folder) {
        /** Names the layer that is unpacked of it. */
        Digest layer() {
            return Digest.of(Json.bytes(this));
        }
    }

    /** Keeps a copy. */
    public Composition {
        parts = List.copyOf(parts);
    }

    /** Names the image. */
    public Digest digest() {
        return Digest.of(Json.bytes(this));
    }
}
