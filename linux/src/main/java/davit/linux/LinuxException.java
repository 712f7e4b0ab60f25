package davit.linux;

import java.io.IOException;
import java.io.Serial;

/** A system call that failed; the message names the call, its arguments and the errno. */
public final class LinuxException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * With the call as a reader of the manual would write it, and what it set errno to.
     *
     * @param call for example {@code umount2(/run/x, MNT_DETACH)}
     */
    public LinuxException(String call, int errno) {
        super("%s: %s (errno %d)".formatted(call, Errno.describe(errno), errno));
        this.errno = errno;
    }

    /** The errno as in errno.h, for example 22 for EINVAL. */
    public int errno() {
        return errno;
    }
}
