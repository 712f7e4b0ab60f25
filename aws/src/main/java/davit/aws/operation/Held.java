package davit.aws.operation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request holds until its answer is written, as the room of a large answer in memory.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Held implements AutoCloseable {
    @GuardedBy("this")
    private final List<Runnable> ends = new ArrayList<>();

    /** Calls {@code end} once the answer is written, or cannot be. */
    public synchronized void until(Runnable end) {
        ends.add(end);
    }

    @Override
    public void close() {
        takeAll().forEach(Runnable::run);
    }

    private synchronized List<Runnable> takeAll() {
        List<Runnable> all = List.copyOf(ends);
        ends.clear();
        return all;
    }
}
