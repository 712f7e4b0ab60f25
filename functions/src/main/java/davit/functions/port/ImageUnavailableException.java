package davit.functions.port;

import java.io.Serial;

/** An image that a function cannot run. */
public final class ImageUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why a function cannot run it. */
    public enum Reason {
        /** The URI is not one of an image here. */
        INVALID_URI,
        /** There is no such repository, tag or digest. */
        NOT_FOUND,
        /** The repository's policy does not permit it. */
        ACCESS_DENIED,
        /** It has no variant of the wanted architecture. */
        WRONG_ARCHITECTURE,
        /** The media type of manifest, configuration or layers is not supported. */
        UNSUPPORTED,
        /** Its file tree is larger than 10 GB. */
        TOO_LARGE,
        /** Its layers are damaged or hostile. */
        INVALID_CONTENT
    }

    private final Reason reason;

    /** With the kind of reason and a sentence that names the image. */
    public ImageUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The kind of reason. */
    public Reason reason() {
        return reason;
    }
}
