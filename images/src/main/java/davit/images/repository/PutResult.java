package davit.images.repository;

import davit.images.oci.Digest;
import java.util.List;

/** How the attempt to put a manifest into a repository ended. */
public sealed interface PutResult {
    /**
     * It is there.
     *
     * @param manifest the manifest
     * @param isNew whether the repository did not have it before
     */
    record Stored(StoredManifest manifest, boolean isNew) implements PutResult {}

    /** It is no manifest. */
    record Malformed(String reason) implements PutResult {}

    /** It refers to what the repository does not have. */
    record MissingReferences(List<Digest> missing) implements PutResult {
        /** Keeps a copy. */
        public MissingReferences {
            missing = List.copyOf(missing);
        }
    }

    /** The tag is another image's, and the repository's tags cannot be moved. */
    record TagIsTaken(String tag) implements PutResult {}

    /** There is no such repository. */
    record NoSuchRepository() implements PutResult {}
}
