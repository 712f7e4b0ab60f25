package davit.images.oci;

import java.io.Serial;

/** An image that cannot be run, whatever is tried: its content is wrong. */
public final class InvalidImageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Flaw flaw;

    /** What is wrong with an image. */
    public enum Flaw {
        /** All layers together are larger than 10 GiB, or have too many files. */
        TOO_LARGE,
        /** A layer tries to write outside of the image, or has device nodes. */
        HOSTILE,
        /** A layer is not what the image's configuration says, or cannot be read. */
        DAMAGED,
        /** It is no image of files, or in a form that is not understood. */
        UNSUPPORTED
    }

    /** With what is wrong, in words for the user. */
    public InvalidImageException(Flaw flaw, String message) {
        super(message);
        this.flaw = flaw;
    }

    /** What is wrong. */
    public Flaw flaw() {
        return flaw;
    }
}
