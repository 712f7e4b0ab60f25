package davit.images.repository;

import java.time.Instant;

/**
 * One repository.
 *
 * @param name its name, {@code team/thumbnailer}
 * @param createdAt when it was made
 * @param tagMutability whether a tag may be moved to another image
 * @param origin who fills it
 */
public record Repository(String name, Instant createdAt, TagMutability tagMutability, Origin origin) {
    /** Whether a tag may be moved to another image. */
    public enum TagMutability {
        /** It may. */
        MUTABLE,
        /** It stays where it is until the image is deleted. */
        IMMUTABLE
    }

    /** Who fills a repository. */
    public enum Origin {
        /** Users, by pushing. */
        PUSHED,
        /** Davit, from the public registry that the repository's name begins with. */
        PULLED_THROUGH
    }
}
