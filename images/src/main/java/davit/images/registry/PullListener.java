package davit.images.registry;

import davit.images.oci.Digest;

/** Told which public images are read from the registry. */
@FunctionalInterface
public interface PullListener {
    /** Listens to nothing. */
    PullListener NONE = _ -> {};

    /**
     * The manifest of one image was read from a repository that is filled from a public registry; its layers are
     * likely to follow. Returns at once.
     */
    void reads(Digest image);
}
