package davit.deploy.provider;

import java.util.List;
import java.util.Optional;

/**
 * A package that is ready: finds what it offers by token.
 *
 * <p>Thread safety: every method, and every method of what is returned, is called from many threads at once.
 */
public interface ConfiguredProvider extends AutoCloseable {
    /** The resource type of a token as {@code aws:s3/bucket:Bucket}. */
    default Optional<ResourceType> resource(String token) {
        return Optional.empty();
    }

    /** The function of a token as {@code aws:iam/getPolicyDocument:getPolicyDocument}. */
    default Optional<ProviderFunction> function(String token) {
        return Optional.empty();
    }

    /** The remote component of a token as {@code awsx:ecr:Repository}. */
    default Optional<ComponentType> component(String token) {
        return Optional.empty();
    }

    /** The tokens of everything that it offers. */
    default List<String> tokens() {
        return List.of();
    }

    /**
     * What to say when it does not offer something, with what it does offer.
     *
     * @param kind what was looked for, as {@code resource type}
     * @param token its token
     */
    default String missing(String kind, String token) {
        String message = "the package '" + token.split(":", 2)[0] + "' has no " + kind + " '" + token + "'";
        return tokens().isEmpty() ? message : message + "; it has: " + String.join(", ", tokens());
    }

    /** Releases clients and threads. */
    @Override
    void close();
}
