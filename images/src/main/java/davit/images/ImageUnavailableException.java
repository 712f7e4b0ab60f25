package davit.images;

import java.io.Serial;

/** There is no such image, or none for the platform. */
public final class ImageUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why an image is not to be had. */
    public enum Reason {
        /** The registry has no such repository. */
        NO_SUCH_REPOSITORY,
        /** The repository has no such tag or digest. */
        NO_SUCH_IMAGE,
        /** The image is for other platforms. */
        WRONG_PLATFORM,
        /** What is there is no image of files for a program, but some other artifact. */
        NOT_AN_IMAGE,
        /** It is an image of a public registry that cannot be reached. */
        UNREACHABLE
    }

    /** With the reference and what is wrong with it. */
    public ImageUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
