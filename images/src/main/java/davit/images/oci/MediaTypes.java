package davit.images.oci;

import java.util.List;

/** The media types of manifests. */
public final class MediaTypes {
    /** An image in OCI's form. */
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** Images of several platforms, in OCI's form. */
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    /** An image in Docker's form, version 2 schema 2. */
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** Images of several platforms, in Docker's form. */
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    /** The configuration of an image in OCI's form. */
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";

    /** The configuration of an image in Docker's form. */
    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

    /** Every type that a client may push or ask for. */
    public static final List<String> MANIFESTS = List.of(OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST);

    private MediaTypes() {}

    /** Whether a manifest of this type is that of one image. */
    public static boolean isImage(String type) {
        return type.equals(OCI_MANIFEST) || type.equals(DOCKER_MANIFEST);
    }
}
