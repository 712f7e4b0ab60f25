package davit.images;

import davit.images.oci.Digest;

/**
 * What a reference to an image stands for on one platform.
 *
 * @param repository the repository in the registry
 * @param requested the digest of what the reference names: of the image, or of the index that has it
 * @param digest the digest of the image's own manifest
 */
public record ResolvedImage(String repository, Digest requested, Digest digest) {}
