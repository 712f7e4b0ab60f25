package davit.services.s3.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.storage.BlobId;
import davit.base.storage.Blobs;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.StorageException;
import davit.base.storage.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The content of objects and parts, which may be the same: a blob is removed when nothing uses it and nobody reads it.
 *
 * <p>That a blob is used is recorded together with the object that uses it. What a crash leaves unused
 * {@link #removeUnused} finds.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Contents {
    /** Who uses a blob: an object's or an upload's id, and the number of the part. */
    record User(String id, int part) {
        private Key key(BlobId blob) {
            return Key.of(blob.sha256(), id, Integer.toString(part));
        }
    }

    private record Use(long size) {}

    private final Records records;
    private final Blobs blobs;
    private final Table<Use> uses;

    @GuardedBy("this")
    private final Map<BlobId, Integer> readers = new HashMap<>();

    @GuardedBy("this")
    private final Set<BlobId> unusedButRead = new HashSet<>();

    /** Contents in {@code blobs}, which hold nothing else. */
    public Contents(Records records, Blobs blobs) {
        this.records = records;
        this.blobs = blobs;
        this.uses = records.table("s3_blob_users", Use.class);
    }

    /**
     * Begins to receive content.
     *
     * @throws StorageException if the disk fails
     */
    public Blobs.Upload begin() {
        try {
            return blobs.begin();
        } catch (IOException e) {
            throw new StorageException("begin an upload", e);
        }
    }

    /** Makes received content durable and runs {@code recordUse}, which uses it, as one change. */
    <T> T keep(Blobs.Upload upload, Function<BlobId, T> recordUse) {
        Function<BlobId, T> atomically = blob -> {
            Supplier<T> change = () -> recordUse.apply(blob);
            return records.atomically(change);
        };
        try {
            return upload.finish(atomically);
        } catch (IOException e) {
            throw new StorageException("finish an upload", e);
        }
    }

    void use(BlobId blob, User user, long size) {
        uses.put(user.key(blob), new Use(size));
    }

    void release(BlobId blob, User user) {
        uses.delete(user.key(blob));
    }

    /** Removes those of {@code candidates} that nothing uses; outside of any transaction. */
    void collect(Collection<BlobId> candidates) {
        for (BlobId candidate : candidates) {
            try {
                blobs.removeUnless(candidate, () -> isUsed(candidate) || isRead(candidate));
            } catch (IOException e) {
                throw new StorageException("remove blob " + candidate, e);
            }
        }
    }

    private boolean isUsed(BlobId blob) {
        return !uses.scan(KeyRange.under(blob.sha256()), 1).isEmpty();
    }

    private synchronized boolean isRead(BlobId blob) {
        boolean isRead = readers.containsKey(blob);
        if (isRead) {
            unusedButRead.add(blob);
        }
        return isRead;
    }

    /** Removes every blob that nothing uses, as a crash between a blob's arrival and its record leaves. */
    public void removeUnused() {
        try {
            blobs.forEach(blob -> collect(List.of(blob)));
        } catch (IOException e) {
            throw new StorageException("list blobs", e);
        }
    }

    /** Keeps blobs for a reader until {@link #endReading}, whatever happens to their users. */
    synchronized void beginReading(Collection<BlobId> read) {
        for (BlobId blob : read) {
            readers.merge(blob, 1, Integer::sum);
        }
    }

    void endReading(Collection<BlobId> read) {
        collect(withoutReaders(read));
    }

    /** Those of {@code read} that were to be removed while they were read. */
    private synchronized List<BlobId> withoutReaders(Collection<BlobId> read) {
        List<BlobId> unread = new ArrayList<>();
        for (BlobId blob : read) {
            readers.computeIfPresent(blob, (_, count) -> count == 1 ? null : count - 1);
            if (!readers.containsKey(blob) && unusedButRead.remove(blob)) {
                unread.add(blob);
            }
        }
        return unread;
    }

    InputStream open(BlobId blob, long offset) throws IOException {
        return blobs.open(blob, offset);
    }
}
