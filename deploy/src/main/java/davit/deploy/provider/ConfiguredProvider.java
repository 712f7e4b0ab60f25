package davit.deploy.provider;

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

    /** Releases clients and threads. */
    @Override
    void close();
}
