package davit.images.repository;

import davit.images.oci.Digest;

/**
 * A tag of a repository.
 *
 * @param name the tag
 * @param digest the manifest that it stands for
 */
public record Tag(String name, Digest digest) {}
