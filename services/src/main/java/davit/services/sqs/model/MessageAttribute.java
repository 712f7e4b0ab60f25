package davit.services.sqs.model;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A value beside the body of a message.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with a further word behind a dot
 * @param text the value, if it is none of bytes
 * @param base64 the value, if it is one of bytes
 */
public record MessageAttribute(
        String dataType, @Nullable String text, @Nullable String base64) {
    /** The bytes, if it is a value of bytes. */
    public byte[] bytes() {
        return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
    }
}
