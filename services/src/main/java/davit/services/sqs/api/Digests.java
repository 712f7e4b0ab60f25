package davit.services.sqs.api;

import davit.services.sqs.model.MessageAttribute;
import davit.services.sqs.model.MessageDigests;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Digests as answers show them: none of nothing. */
final class Digests {
    private Digests() {}

    static @Nullable String orNull(Map<String, MessageAttribute> attributes) {
        return attributes.isEmpty() ? null : MessageDigests.ofAttributes(attributes);
    }
}
