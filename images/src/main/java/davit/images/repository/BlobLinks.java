package davit.images.repository;

import davit.base.storage.BlobId;
import davit.base.storage.Blobs;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.StorageException;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.images.oci.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which repository uses which blob, in both directions. A blob that no repository uses is removed. */
final class BlobLinks {
    /** That a repository has a blob. */
    record Link(long size, Instant since) {}

    private final Records records;
    private final Blobs blobs;
    private final Time time;
    private final Table<Link> byRepository;
    private final Table<Link> byBlob;

    BlobLinks(Records records, Blobs blobs, Time time) {
        this.records = records;
        this.blobs = blobs;
        this.time = time;
        this.byRepository = records.table("registry_blobs", Link.class);
        this.byBlob = records.table("registry_blob_users", Link.class);
    }

    Optional<Link> find(String repository, Digest digest) {
        return byRepository.find(Key.of(repository, digest.hex()));
    }

    /** Stores what was received, used by the repository. */
    Digest store(String repository, Blobs.Upload upload) throws IOException {
        BlobId stored = upload.finish(blob -> link(repository, blob, upload.size()));
        return Digest.of(stored);
    }

    /** Records that the repository has a blob, which nobody can remove meanwhile. */
    BlobId link(String repository, BlobId blob, long size) {
        Link link = new Link(size, time.now());
        return records.atomically(() -> {
            byRepository.put(Key.of(repository, blob.sha256()), link);
            byBlob.put(Key.of(blob.sha256(), repository), link);
            return blob;
        });
    }

    /** Lets another repository use a blob too; returns whether {@code from} has it. */
    boolean mount(String repository, String from, Digest digest) {
        return records.atomically(() -> {
            Optional<Link> link = find(from, digest);
            link.ifPresent(found -> link(repository, digest.blob(), found.size()));
            return link.isPresent();
        });
    }

    /** Some repository that has a blob. */
    Optional<String> anyUser(Digest digest) {
        return byBlob.scan(KeyRange.under(digest.hex()), 1).stream()
                .map(entry -> entry.key().last())
                .findFirst();
    }

    Stream<Digest> all(String repository) {
        return byRepository.scan(KeyRange.under(repository), Integer.MAX_VALUE).stream()
                .map(entry -> new Digest(entry.key().last()));
    }

    void unlink(String repository, Digest digest) {
        records.atomically(() -> {
            byRepository.delete(Key.of(repository, digest.hex()));
            byBlob.delete(Key.of(digest.hex(), repository));
        });
    }

    /** Takes those blobs from a repository that it has since before {@code time} and that are not {@code used}. */
    void unlinkOlder(String repository, Instant time, Set<Digest> used) {
        for (Table.Entry<Link> entry : byRepository.scan(KeyRange.under(repository), Integer.MAX_VALUE)) {
            Digest digest = new Digest(entry.key().last());
            if (entry.value().since().isBefore(time) && !used.contains(digest)) {
                unlink(repository, digest);
            }
        }
    }

    /** Removes the blobs that no repository uses; returns how many. */
    int collectAll() throws IOException {
        List<BlobId> unused = new ArrayList<>();
        blobs.forEach(blob -> {
            if (anyUser(Digest.of(blob)).isEmpty()) {
                unused.add(blob);
            }
        });
        int removed = 0;
        for (BlobId blob : unused) {
            removed += blobs.removeUnless(blob, () -> anyUser(Digest.of(blob)).isPresent()) ? 1 : 0;
        }
        return removed;
    }

    /** Removes those of {@code candidates} that no repository uses; outside of any transaction. */
    void collect(List<Digest> candidates) {
        for (Digest candidate : candidates) {
            try {
                blobs.removeUnless(candidate.blob(), () -> anyUser(candidate).isPresent());
            } catch (IOException e) {
                throw new StorageException("remove blob " + candidate, e);
            }
        }
    }
}
