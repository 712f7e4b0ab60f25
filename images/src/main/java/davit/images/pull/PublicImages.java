package davit.images.pull;

import davit.images.oci.Digest;
import java.io.IOException;
import java.util.Optional;

/**
 * Fills repositories that carry the name of a public registry, as {@code public.ecr.aws/lambda/nodejs}.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public interface PublicImages {
    /** The most that a blob may have of which no manifest has said how long it is: as much as a whole image at AWS. */
    long MAX_BLOB_BYTES = 10L * 1024 * 1024 * 1024;

    /** No public images, for a registry without a network and without recipes. */
    PublicImages NONE = new PublicImages() {
        @Override
        public Outcome manifest(String repository, String tagOrDigest) {
            return new Outcome.Unavailable("public images are not pulled here: " + repository);
        }

        @Override
        public Outcome blob(String repository, Digest digest, long maxBytes) {
            return new Outcome.Unavailable("public images are not pulled here: " + repository);
        }
    };

    /**
     * Makes sure that the repository has what a tag or digest stands for at its public registry. Blobs follow when
     * they are asked for.
     *
     * @throws IOException if the answer broke off, or the disk failed
     */
    Outcome manifest(String repository, String tagOrDigest) throws IOException;

    /**
     * Makes sure that the repository has a blob.
     *
     * @param maxBytes the most that is read of it
     * @throws IOException if the answer broke off or was not the blob, or the disk failed
     */
    Outcome blob(String repository, Digest digest, long maxBytes) throws IOException;

    /** How it ended. */
    sealed interface Outcome {
        /**
         * It is there.
         *
         * @param notice what the user should know of it
         */
        record Available(Optional<String> notice) implements Outcome {}

        /** The public registry has no such thing, or does not give it away. */
        record Unknown(String message) implements Outcome {}

        /** The public registry cannot be reached, and nothing here can take the image's place. */
        record Unavailable(String message) implements Outcome {}
    }
}
