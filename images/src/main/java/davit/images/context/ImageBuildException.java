package davit.images.context;

import java.io.Serial;

/** An image that cannot be built; the message is for the user and has the builder's own words. */
public final class ImageBuildException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Fails with {@code message}. */
    public ImageBuildException(String message) {
        super(message);
    }

    /** Fails with {@code message} because of {@code cause}. */
    public ImageBuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
