package davit.services.s3.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for the keys of objects: any characters, 1 to 1,024 bytes of UTF-8. */
public final class ObjectKey {
    private static final int MOST_BYTES = 1024;

    private ObjectKey() {}

    /**
     * The key, if an object may have it.
     *
     * @throws davit.aws.operation.ServiceException {@code KeyTooLongError}
     */
    public static String check(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw S3Error.invalidArgument("Object key must have a length greater than or equal to 1.", "key", "");
        }
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw S3Error.KEY_TOO_LONG.about(
                    Map.of("Size", Integer.toString(bytes), "MaxSizeAllowed", Integer.toString(MOST_BYTES)));
        }
        return key;
    }
}
