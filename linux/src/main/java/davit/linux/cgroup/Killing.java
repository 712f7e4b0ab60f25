package davit.linux.cgroup;

import davit.linux.process.Children;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends SIGKILL to every process of a group that cannot be killed as a whole. */
final class Killing {
    /** A process that forks faster than this many rounds is stopped by the limit of processes. */
    private static final int MAX_ROUNDS = 100;

    private Killing() {}

    @FunctionalInterface
    interface Listing {
        List<Long> read() throws IOException;
    }

    /** Kills what is listed, again and again until nothing new is. */
    static void each(Listing listing) throws IOException {
        Set<Long> killed = new HashSet<>();
        boolean foundNew = true;
        for (int round = 0; foundNew && round < MAX_ROUNDS; round++) {
            foundNew = false;
            for (long process : listing.read()) {
                Children.signal(process, Children.SIGKILL);
                foundNew |= killed.add(process);
            }
        }
    }
}
