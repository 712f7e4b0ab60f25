package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gives each sandbox a range of user ids of the machine that no other has. */
final class UserIds {
    /** Ids of a range: what a user inside can be. */
    static final int SIZE = 65_536;
    /** Whom the function's processes are inside, as at AWS: sbx_user1051. */
    static final int USER = 993;
    /** The group of {@link #USER}. */
    static final int GROUP = 990;

    private static final int MAX_RANGES = 4_000;

    private final int first;

    /** The one that was given back last is taken last, as the network remembers for a while whose its address was. */
    @GuardedBy("this")
    private final Deque<Integer> free =
            IntStream.range(0, MAX_RANGES).boxed().collect(Collectors.toCollection(ArrayDeque::new));

    UserIds(int first) {
        this.first = first;
    }

    /** The first id of a range that is free. */
    synchronized int take() throws SandboxException {
        Integer range = free.poll();
        if (range == null) {
            throw new SandboxException("take user ids for a sandbox: all " + MAX_RANGES + " ranges are in use");
        }
        return first + range * SIZE;
    }

    /** The number of a range among those that are in use, from 0. */
    int number(int firstOfRange) {
        return (firstOfRange - first) / SIZE;
    }

    synchronized void giveBack(int firstOfRange) {
        free.add(number(firstOfRange));
    }
}
