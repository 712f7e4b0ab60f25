package davit.deploy.provider;

/** Builds a Dockerfile and pushes the image; the command line fills it with what the machine offers. */
public interface ImageBuilder {
    /**
     * Builds and pushes.
     *
     * @param request what to build, and where to
     * @param progress told the builder's lines
     * @return the image by its digest, {@code REPOSITORY@sha256:…}
     * @throws ProviderException with the builder's error as it is
     */
    String build(ImageBuildRequest request, Progress progress) throws ProviderException, InterruptedException;

    /**
     * Hexadecimal SHA-256 of everything in {@code request} that decides what the image contains: the context's files that
     * the builder would send, the Dockerfile, arguments, target and platform. It decides whether to build again.
     *
     * @throws ProviderException if the context or the Dockerfile cannot be read
     */
    String contextDigest(ImageBuildRequest request) throws ProviderException;
}
