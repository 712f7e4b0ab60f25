package davit.images.oci;

import davit.base.json.Json;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A manifest as it is written: one image, or an index of images. */
public sealed interface ManifestDocument {
    /** The longest manifest that is read, in bytes; what the specification asks registries to take at least. */
    int MAX_BYTES = 4 * 1024 * 1024;

    /** The media type by which it is stored and served. */
    String mediaType();

    /** What this document is about, when it is an artifact that refers to an image. */
    @Nullable
    Descriptor subject();

    /** The type of the artifact: its own word, else that of its configuration. */
    @Nullable
    String artifactType();

    /** Key and value pairs; empty if there are none. */
    Map<String, String> annotations();

    /**
     * One image, or one artifact.
     *
     * @param config the configuration
     * @param layers the layers, the lowest first
     */
    record Image(
            String mediaType,
            Descriptor config,
            List<Descriptor> layers,
            @Nullable Descriptor subject,
            @Nullable String artifactType,
            Map<String, String> annotations)
            implements ManifestDocument {
        /** Keeps copies. */
        public Image {
            layers = List.copyOf(layers);
            annotations = Map.copyOf(annotations);
        }

        /** Configuration and layers that the registry must have. */
        public List<Descriptor> blobs() {
            List<Descriptor> blobs = new ArrayList<>(List.of(config));
            layers.stream().filter(layer -> !layer.isForeign()).forEach(blobs::add);
            return blobs;
        }
    }

    /**
     * Several images.
     *
     * @param manifests the images, with their platforms
     */
    record Index(
            String mediaType,
            List<Descriptor> manifests,
            @Nullable Descriptor subject,
            @Nullable String artifactType,
            Map<String, String> annotations)
            implements ManifestDocument {
        /** Keeps copies. */
        public Index {
            manifests = List.copyOf(manifests);
            annotations = Map.copyOf(annotations);
        }
    }

    /** What was given is no manifest. */
    final class MalformedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        /** With what is wrong. */
        public MalformedException(String message) {
            super(message);
        }
    }

    /**
     * Reads a manifest.
     *
     * @param contentType the type that came with it; empty if none did
     * @throws MalformedException if it is no manifest of a known type
     */
    static ManifestDocument parse(byte[] content, String contentType) throws MalformedException {
        try {
            Written written = Json.read(content, Written.class);
            if (written == null) {
                throw new MalformedException("the manifest is null");
            }
            return written.document(contentType);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new MalformedException("the manifest cannot be read: " + e.getMessage());
        }
    }

    /** All members of both kinds, as they are written. */
    record Written(
            @Nullable Integer schemaVersion,
            @Nullable String mediaType,
            @Nullable String artifactType,
            @Nullable Descriptor config,
            @Nullable List<Descriptor> layers,
            @Nullable List<Descriptor> manifests,
            @Nullable Descriptor subject,
            @Nullable Map<String, String> annotations) {
        private ManifestDocument document(String contentType) throws MalformedException {
            if (schemaVersion == null || schemaVersion != 2) {
                throw new MalformedException("schemaVersion is " + schemaVersion + "; only 2 is supported");
            }
            String type = type(contentType);
            Map<String, String> notes = annotations == null ? Map.of() : annotations;
            return switch (type) {
                case MediaTypes.OCI_INDEX, MediaTypes.DOCKER_LIST ->
                    new Index(type, whole(manifests, "manifests"), subject, artifactType, notes);
                case MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST -> image(type, notes);
                default -> throw new MalformedException("manifests of type " + type + " are not supported");
            };
        }

        private Image image(String type, Map<String, String> notes) throws MalformedException {
            Descriptor configuration = required(config, "config");
            String artifact = artifactType == null ? configuration.mediaType() : artifactType;
            return new Image(type, configuration, whole(layers, "layers"), subject, artifact, notes);
        }

        private String type(String contentType) throws MalformedException {
            String announced = contentType.split(";", 2)[0].strip();
            if (mediaType != null && !announced.isEmpty() && !announced.equals(mediaType)) {
                throw new MalformedException("it was sent as " + announced + " but says that it is " + mediaType);
            }
            if (mediaType != null) {
                return mediaType;
            }
            if (!announced.isEmpty()) {
                return announced;
            }
            return manifests == null ? MediaTypes.OCI_MANIFEST : MediaTypes.OCI_INDEX;
        }

        private static List<Descriptor> whole(@Nullable List<Descriptor> members, String name)
                throws MalformedException {
            List<Descriptor> present = required(members, name);
            if (present.stream().anyMatch(Objects::isNull)) {
                throw new MalformedException("the manifest has null among its " + name);
            }
            return present;
        }

        private static <T> T required(@Nullable T member, String name) throws MalformedException {
            if (member == null) {
                throw new MalformedException("the manifest has no " + name);
            }
            return member;
        }
    }
}
