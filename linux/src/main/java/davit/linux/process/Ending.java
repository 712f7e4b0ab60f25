package davit.linux.process;

/** How a process ended (waitid(2)). */
public sealed interface Ending {
    /** By itself, with this status from 0 to 255. */
    record Exited(int status) implements Ending {}

    /** By this signal, for example 9. */
    record Signaled(int signal) implements Ending {}
}
