package davit.images.build;

import davit.images.oci.Digest;
import java.util.Optional;

/**
 * An image that a Dockerfile starts from.
 *
 * @param name as the Dockerfile has it
 * @param host the registry's host that it means
 * @param repository the repository in the registry that images are pushed to, where it is found too
 * @param reference its tag or digest
 * @param digest what that stands for; empty if it comes from elsewhere and is not known
 * @param isStandIn whether Davit's own image takes its place
 */
record BaseImage(
        String name, String host, String repository, String reference, Optional<Digest> digest, boolean isStandIn) {
    /** The same, found. */
    BaseImage found(Digest foundDigest, boolean hasStandIn) {
        return new BaseImage(name, host, repository, reference, Optional.of(foundDigest), hasStandIn);
    }

    /** Whether the registry that images are pushed to has it or brings it. */
    boolean isHere() {
        return digest.isPresent();
    }
}
