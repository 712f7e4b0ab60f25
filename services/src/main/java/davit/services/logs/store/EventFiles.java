package davit.services.logs.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.storage.Key;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The files of all streams. What is known of a file, some kilobytes, is kept for those that were used last.
 *
 * <p>Thread safety: every method may be called from any thread; one at a time uses a file.
 */
final class EventFiles {
    /** More than write at once on one machine; what is known of another file is read again. */
    static final int MOST_KNOWN = 256;

    private static final int LOCKS = 64;

    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    @GuardedBy("this")
    private final Map<Key, EventFile> known = new LinkedHashMap<>(MOST_KNOWN, 0.75f, true);

    /**
     * Does something with a stream's file.
     *
     * @param path asked for the file if it was not used lately
     */
    <T> T with(Key stream, Supplier<Path> path, Function<EventFile, T> use) {
        Lock lock = locks[Math.floorMod(stream.hashCode(), LOCKS)];
        lock.lock();
        try {
            return use.apply(file(stream, path));
        } finally {
            lock.unlock();
        }
    }

    private EventFile file(Key stream, Supplier<Path> path) {
        synchronized (this) {
            EventFile used = known.get(stream);
            if (used != null) {
                return used;
            }
        }
        EventFile file = new EventFile(path.get());
        synchronized (this) {
            known.put(stream, file);
            if (known.size() > MOST_KNOWN) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return file;
    }

    /** The stream is gone. */
    synchronized void forget(Key stream) {
        known.remove(stream);
    }

    synchronized int size() {
        return known.size();
    }
}
