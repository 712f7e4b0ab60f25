package davit.base.process;

/** Threads that read what another process writes. */
public final class PipeReader {
    private PipeReader() {}

    /**
     * Runs {@code work} in a thread of its own that does not keep this process alive. Not a virtual thread: a read of a
     * pipe holds its carrier, and after a quiet half minute no other may be left.
     */
    public static Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().name("pipe-reader").start(work);
    }
}
