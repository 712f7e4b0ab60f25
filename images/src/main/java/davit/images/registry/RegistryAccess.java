package davit.images.registry;

import davit.base.http.HttpRequest;
import java.util.Optional;

/**
 * Decides who may push and pull. Answered by ECR.
 *
 * <p>Thread safety: called from many threads at once.
 */
@FunctionalInterface
public interface RegistryAccess {
    /** Lets everybody do everything, for a registry without ECR. */
    RegistryAccess OPEN = _ -> new Decision.Allowed();

    /** Decides about one request. */
    Decision decide(Attempt attempt);

    /**
     * What somebody is about to do.
     *
     * @param authorization the {@code Authorization} header; empty if there is none
     * @param action what it is
     * @param repository the repository that it is done to; empty where the action has none
     * @param origin where the request came from
     */
    record Attempt(Optional<String> authorization, Action action, String repository, HttpRequest.Origin origin) {
        static Attempt of(HttpRequest request, Action action, String repository) {
            return new Attempt(request.headers().first("authorization"), action, repository, request.origin());
        }
    }

    /** What can be done. */
    enum Action {
        /** Asking whether the registry is there and the credentials are right. */
        PING,
        /** Listing the repositories. */
        LIST_REPOSITORIES,
        /** Listing the tags of a repository. */
        LIST_TAGS,
        /** Reading manifests and blobs. */
        PULL,
        /** Writing blobs. */
        PUSH_BLOB,
        /** Writing manifests and tags. */
        PUSH_MANIFEST,
        /** Removing manifests, tags and blobs. */
        DELETE
    }

    /** The outcome. */
    sealed interface Decision {
        /** It may be done. */
        record Allowed() implements Decision {}

        /**
         * Credentials are needed, or those that came are wrong.
         *
         * @param message why, for the user
         */
        record Unauthenticated(String message) implements Decision {}

        /**
         * Whoever asks may not do it.
         *
         * @param message why, for the user
         */
        record Denied(String message) implements Decision {}
    }
}
