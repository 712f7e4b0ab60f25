package davit.images.registry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.storage.Blobs;
import davit.base.time.Time;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The uploads that clients began and did not finish yet. They end with the server, and after an hour without a byte.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class UploadSessions {
    private static final Duration MAX_IDLE = Duration.ofHours(1);
    private static final int MAX_SESSIONS = 1_000;
    private static final int ID_BYTES = 16;

    /** One upload. What is in it belongs to who holds its lock. */
    static final class Session {
        final String id;
        final String repository;
        final Blobs.Upload upload;
        final ReentrantLock lock = new ReentrantLock();
        private volatile long touchedNanos;

        private Session(String id, String repository, Blobs.Upload upload) {
            this.id = id;
            this.repository = repository;
            this.upload = upload;
        }
    }

    private final Repositories repositories;
    private final Time time;
    private final RandomGenerator random;

    @GuardedBy("this")
    private final Map<String, Session> sessions = new HashMap<>();

    UploadSessions(Repositories repositories, Time time, RandomGenerator random) {
        this.repositories = repositories;
        this.time = time;
        this.random = random;
    }

    Session begin(String repository) throws IOException {
        for (Session expired : takeExpired()) {
            expired.upload.close();
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Session session = new Session(HexFormat.of().formatHex(id), repository, repositories.beginUpload());
        touch(session);
        if (!add(session)) {
            session.upload.close();
            throw new RegistryException(RegistryError.TOOMANYREQUESTS, "There are too many unfinished uploads");
        }
        return session;
    }

    private synchronized boolean add(Session session) {
        return sessions.size() < MAX_SESSIONS && sessions.putIfAbsent(session.id, session) == null;
    }

    private synchronized List<Session> takeExpired() {
        List<Session> expired = new ArrayList<>();
        for (Session session : sessions.values()) {
            if (!session.lock.isLocked() && time.since(session.touchedNanos).compareTo(MAX_IDLE) > 0) {
                expired.add(session);
            }
        }
        sessions.values().removeAll(expired);
        return expired;
    }

    /** The session for the calling thread alone, until {@link #giveBack} or {@link #end}. */
    Session take(String repository, String id) {
        Session session = find(id);
        if (session == null || !session.repository.equals(repository)) {
            throw new RegistryException(RegistryError.BLOB_UPLOAD_UNKNOWN, "There is no upload " + id);
        }
        if (!session.lock.tryLock()) {
            throw new RegistryException(
                    RegistryError.BLOB_UPLOAD_INVALID, "Another request is sending to upload " + id);
        }
        return session;
    }

    private synchronized @Nullable Session find(String id) {
        return sessions.get(id);
    }

    void giveBack(Session session) {
        touch(session);
        session.lock.unlock();
    }

    /** Ends the session; what it received is dropped unless it was finished. */
    void end(Session session) throws IOException {
        remove(session);
        session.upload.close();
    }

    private synchronized void remove(Session session) {
        sessions.remove(session.id);
    }

    private void touch(Session session) {
        session.touchedNanos = time.nanos();
    }
}
