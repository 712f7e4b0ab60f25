package davit.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/** A process that waits in a sandbox's cgroup until it is told what to start there. For one thread. */
interface Launcher {
    /**
     * What the sandbox is made of that was not known when the launcher started.
     *
     * @param root the file system of the program, in which nobody can write
     * @param scratch what becomes {@code /tmp}
     * @param openFiles how many file descriptors a process may have
     */
    record Place(Path root, Path scratch, int openFiles) {}

    /** Whether it can still be told what to start. */
    boolean isWaiting();

    /**
     * Starts process 1, whose id is in {@link Bundle#pidFile()} then, and ends.
     *
     * @return whether it started; if not, its output says why
     */
    boolean launch(Place place, SandboxProcess process) throws IOException, InterruptedException;

    /** Kills it, if it has not ended yet, and waits for its end. */
    void close() throws IOException, InterruptedException;
}
