package davit.services.sqs.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sends.
 *
 * @param body the text
 * @param attributes values beside it
 * @param senderId the unique id of who sends
 * @param traceHeader X-Ray's header, if it came with one
 * @param delay how long it is kept back, if not as long as the queue says
 * @param group the message group
 * @param deduplicationId by what name it is the same message, if one was given
 */
public record NewMessage(
        String body,
        Map<String, MessageAttribute> attributes,
        String senderId,
        @Nullable String traceHeader,
        @Nullable Duration delay,
        @Nullable String group,
        @Nullable String deduplicationId) {
    /** Keeps a copy. */
    public NewMessage {
        attributes = Map.copyOf(attributes);
    }

    /** A message of a service, with nothing beside its body. */
    public static NewMessage of(String body, String senderId) {
        return new NewMessage(body, Map.of(), senderId, null, null, null, null);
    }

    /** The bytes that count: the body, and names, types and values of attributes. */
    public int size() {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
            MessageAttribute attribute = entry.getValue();
            String text = attribute.text();
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length
                    + attribute.dataType().getBytes(StandardCharsets.UTF_8).length
                    + (text == null ? attribute.bytes() : text.getBytes(StandardCharsets.UTF_8)).length;
        }
        return size;
    }
}
