package davit.images;

import davit.images.oci.Digest;
import davit.images.oci.ImageConfig;
import davit.linux.mount.Mount;

/**
 * An image that can be mounted and run.
 *
 * @param digest the digest of its manifest
 * @param root its files
 * @param config how its program is run
 * @param bytes the length of all its files
 */
public record PreparedImage(Digest digest, Mount root, ImageConfig config, long bytes) {}
