package davit.linux.cgroup;

import davit.base.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A group of processes with common limits, in one hierarchy (v2) or in one of each controller (v1).
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public sealed interface Cgroup permits CgroupV1, CgroupV2 {
    /**
     * Makes a group below this one.
     *
     * @throws IOException if there is one of this name, or this process may not
     */
    Cgroup createChild(String name) throws IOException;

    /** The groups directly below it. */
    List<Cgroup> children() throws IOException;

    /** Its directories, one for each hierarchy. */
    List<Path> directories();

    /** One line from which {@link Cgroups#fromText} makes it again. */
    String text();

    /** What its processes may use together, swap included; past it the kernel kills one of them. */
    void limitMemory(long bytes) throws IOException;

    /** Processors' worth of time per second; {@code periodMicros} is the time in which the share is counted. */
    void limitCpu(double cpus, long periodMicros) throws IOException;

    /** Processes and threads; past it fork fails with EAGAIN. */
    void limitProcesses(int count) throws IOException;

    /**
     * The files to each of which a process of one thread writes {@code 0} to move itself in; its later children are in
     * too. To move another process would take the kernel an RCU grace period more, 10 ms of waiting.
     */
    List<Path> entrances();

    /** The processes in it, not those of groups below. */
    List<Long> processes() throws IOException;

    /**
     * Freezes every process, and returns when the kernel reports that.
     *
     * @throws IOException if it does not within some seconds
     */
    void freeze(Time time) throws IOException, InterruptedException;

    /** Lets frozen processes go on. */
    void thaw() throws IOException;

    /** Sends SIGKILL to every process and thaws it, so that each ends; does not wait for that. */
    void kill() throws IOException;

    /** Memory in use now that cannot be given back: anonymous, shared and mapped pages, in bytes. */
    long memoryInUse() throws IOException;

    /** How many of its processes the kernel killed because the limit was reached. */
    long outOfMemoryKills() throws IOException;

    /** Removes the empty group; does nothing if it is gone. */
    void remove() throws IOException;
}
