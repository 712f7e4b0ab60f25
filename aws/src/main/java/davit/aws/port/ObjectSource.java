package davit.aws.port;

import davit.aws.operation.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of S3 for other services, with the rights of whoever asked them. Answered by S3.
 *
 * <p>Thread safety: called from many threads at once.
 */
@FunctionalInterface
public interface ObjectSource {
    /**
     * Opens an object; the caller of this method closes the stream.
     *
     * @param version the object's version; null for the latest
     * @param caller who must be allowed to read it
     * @throws RefusedException if there is no such object, or the caller may not read it
     */
    InputStream open(String bucket, String key, @Nullable String version, Caller caller)
            throws RefusedException, IOException;

    /** An object that cannot be read. */
    final class RefusedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String code;

        /** With S3's code and sentence. */
        public RefusedException(String code, String message) {
            super(message);
            this.code = code;
        }

        /** S3's code, {@code NoSuchKey}. */
        public String code() {
            return code;
        }
    }
}
