package davit.images.archive;

import java.io.Serial;

/** An archive that cannot be the code of a function. */
public final class ArchiveException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean isTooLarge;

    /** With what is wrong; {@code isTooLarge} if it is only that. */
    public ArchiveException(String message, boolean isTooLarge) {
        super(message);
        this.isTooLarge = isTooLarge;
    }

    /** Whether it is in order, but unpacks to more than it may. */
    public boolean isTooLarge() {
        return isTooLarge;
    }
}
