package davit.linux.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import davit.linux.Errno;
import davit.linux.LinuxException;
import davit.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Children of this process that the JDK does not know: adopting them, waiting for them, signalling them. */
public final class Children {
    /** The polite request to end. */
    public static final int SIGTERM = 15;
    /** The end. */
    public static final int SIGKILL = 9;

    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int CLD_EXITED = 1;
    private static final long SYS_PIDFD_OPEN = 434;
    // siginfo_t: si_signo, si_errno, si_code, padding, si_pid, si_uid, si_status
    private static final int SIGINFO_BYTES = 128;
    private static final int SI_CODE = 8;
    private static final int SI_PID = 16;
    private static final int SI_STATUS = 24;

    // int prctl(int option, ...)
    private static final SystemCall PRCTL =
            SystemCall.variadic("prctl", 1, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    // int waitid(idtype_t type, id_t id, siginfo_t *info, int options)
    private static final SystemCall WAITID = SystemCall.of("waitid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    // int kill(pid_t pid, int signal)
    private static final SystemCall KILL = SystemCall.of("kill", JAVA_INT, JAVA_INT);
    private static final SystemCall PIDFD_OPEN = SystemCall.variadic("syscall", 1, JAVA_LONG, JAVA_INT, JAVA_INT);

    private Children() {}

    /**
     * Makes this process the parent of every descendant whose own parent ends (PR_SET_CHILD_SUBREAPER), from now on.
     *
     * <p>Whoever calls this must wait for them, or they stay as zombies.
     */
    public static void adoptOrphans() throws LinuxException {
        PRCTL.call("PR_SET_CHILD_SUBREAPER, 1", PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L);
    }

    /** A descriptor that becomes readable when process {@code pid} ends (pidfd_open(2)); the caller closes it. */
    public static int descriptor(long pid) throws LinuxException {
        return (int) PIDFD_OPEN.call("pidfd_open, " + pid, SYS_PIDFD_OPEN, (int) pid, 0);
    }

    /**
     * Takes the ending of a child; empty if it runs. After it was taken the number may belong to another process.
     *
     * @throws LinuxException if {@code pid} is not a child of this process
     */
    public static Optional<Ending> takeEnding(long pid) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, JAVA_LONG.byteAlignment());
            WAITID.call("P_PID, " + pid, P_PID, (int) pid, info, WEXITED | WNOHANG);
            if (info.get(JAVA_INT, SI_PID) == 0) {
                return Optional.empty();
            }
            int status = info.get(JAVA_INT, SI_STATUS);
            boolean exited = info.get(JAVA_INT, SI_CODE) == CLD_EXITED;
            return Optional.of(exited ? new Ending.Exited(status) : new Ending.Signaled(status));
        }
    }

    /**
     * Waits for the end of a child that is about to end, and takes it; does nothing if there is no such child.
     *
     * <p>Blocks the thread, for which a virtual one pins its carrier.
     */
    public static void awaitEnding(long pid) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, JAVA_LONG.byteAlignment());
            long result = WAITID.resultOrErrno(P_PID, (int) pid, info, WEXITED);
            while (result == -Errno.EINTR) {
                result = WAITID.resultOrErrno(P_PID, (int) pid, info, WEXITED);
            }
            if (result < 0 && result != -Errno.ECHILD) {
                throw WAITID.failure("P_PID, " + pid, (int) -result);
            }
        }
    }

    /** Sends a signal; false if there is no such process. */
    public static boolean signal(long pid, int signal) throws LinuxException {
        long result = KILL.resultOrErrno((int) pid, signal);
        if (result < 0 && result != -Errno.ESRCH) {
            throw KILL.failure(pid + ", " + signal, (int) -result);
        }
        return result == 0;
    }
}
