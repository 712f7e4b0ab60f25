package davit.images.build;

import davit.images.oci.Digest;

/**
 * Where an image is pushed to.
 *
 * @param registry host and port of the registry
 * @param repository the repository's name
 * @param tag the tag that shall stand for the image
 * @param password what the user {@code AWS} logs in with
 */
public record Destination(String registry, String repository, String tag, String password) {
    /** The user of every token that ECR gives. */
    static final String USER = "AWS";

    /** {@code HOST:PORT/NAME}. */
    public String uri() {
        return registry + "/" + repository;
    }

    /** {@code HOST:PORT/NAME:TAG}. */
    public String reference() {
        return uri() + ":" + tag;
    }

    /** {@code HOST:PORT/NAME@sha256:…}. */
    public String pinned(Digest digest) {
        return uri() + "@" + digest;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return reference();
    }
}
