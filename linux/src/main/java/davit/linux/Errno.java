package davit.linux;

import java.util.Map;

/** The errno values that callers of this module tell apart, and the names of the others that occur. */
public final class Errno {
    /** No such process. */
    public static final int ESRCH = 3;
    /** A signal came before the call was done. */
    public static final int EINTR = 4;
    /** No such child process. */
    public static final int ECHILD = 10;
    /** No such device or address; for lseek(2): nothing there. */
    public static final int ENXIO = 6;
    /** Nothing to read yet, or nothing free. */
    public static final int EAGAIN = 11;
    /** A block device is required. */
    public static final int ENOTBLK = 15;
    /** In use. */
    public static final int EBUSY = 16;
    /** Invalid argument; for umount2(2): not a mount point. */
    public static final int EINVAL = 22;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "EPERM, operation not permitted"),
            Map.entry(2, "ENOENT, no such file or directory"),
            Map.entry(ESRCH, "ESRCH, no such process"),
            Map.entry(EINTR, "EINTR, interrupted"),
            Map.entry(5, "EIO, input/output error"),
            Map.entry(ENXIO, "ENXIO, no such device or address"),
            Map.entry(9, "EBADF, bad file descriptor"),
            Map.entry(ECHILD, "ECHILD, no child processes"),
            Map.entry(EAGAIN, "EAGAIN, try again"),
            Map.entry(12, "ENOMEM, out of memory"),
            Map.entry(13, "EACCES, permission denied"),
            Map.entry(ENOTBLK, "ENOTBLK, block device required"),
            Map.entry(EBUSY, "EBUSY, device or resource busy"),
            Map.entry(17, "EEXIST, file exists"),
            Map.entry(19, "ENODEV, no such device or file system type"),
            Map.entry(20, "ENOTDIR, not a directory"),
            Map.entry(EINVAL, "EINVAL, invalid argument"),
            Map.entry(24, "EMFILE, too many open files"),
            Map.entry(25, "ENOTTY, wrong request for this file"),
            Map.entry(28, "ENOSPC, no space left on device"),
            Map.entry(30, "EROFS, read-only file system"),
            Map.entry(38, "ENOSYS, not offered by this kernel"),
            Map.entry(40, "ELOOP, too many symbolic links"),
            Map.entry(95, "EOPNOTSUPP, operation not supported"),
            Map.entry(117, "EUCLEAN, the file system is damaged"));

    private Errno() {}

    static String describe(int errno) {
        return NAMES.getOrDefault(errno, "error");
    }
}
