package davit.base.storage;

import java.io.Serial;

/**
 * Storage that failed: a full disk, a broken file.
 *
 * <p>Unchecked, because every operation may meet it and none can mend it: the request boundary answers it with the
 * service's internal error, and what was acknowledged before stays.
 */
public final class StorageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Says what was attempted, on what. */
    public StorageException(String attempted, Throwable cause) {
        super(attempted + ": " + cause.getMessage(), cause);
    }
}
