package davit.images.pull;

/**
 * The name of a repository that is filled from a public registry.
 *
 * @param host the registry's host
 * @param name the repository's name there
 */
record PublicName(String host, String name) {
    static PublicName of(String repository) {
        int slash = repository.indexOf('/');
        return new PublicName(repository.substring(0, slash), repository.substring(slash + 1));
    }

    /** The name of the repository here. */
    String repository() {
        return host + "/" + name;
    }
}
