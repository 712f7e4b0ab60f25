package davit.images.registry;

import davit.images.pull.PublicImages;
import java.util.Optional;

/** What the registry answers when a public image is not to be had. */
final class PublicAnswers {
    private PublicAnswers() {}

    /** The notice that goes with the content, if there is one. */
    static Optional<String> check(PublicImages.Outcome outcome) {
        return switch (outcome) {
            case PublicImages.Outcome.Available(Optional<String> notice) -> notice;
            case PublicImages.Outcome.Unknown(String message) ->
                throw new RegistryException(RegistryError.MANIFEST_UNKNOWN, message);
            case PublicImages.Outcome.Unavailable(String message) ->
                throw new RegistryException(RegistryError.UPSTREAM_UNAVAILABLE, message);
        };
    }
}
