package davit.images.repository;

import davit.base.storage.Blobs;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.images.oci.Digest;
import davit.images.oci.ImageReference;
import davit.images.repository.Repository.Origin;
import davit.images.repository.Repository.TagMutability;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every repository of the registry and its blobs; manifests and tags are in {@link #manifests()}.
 *
 * <p>The blobs must be the registry's own: what no repository uses any more is removed from them.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Repositories {
    /** The longest time between the first blob of a push and its manifest. */
    private static final Duration KEPT_WITHOUT_MANIFEST = Duration.ofDays(1);

    private final Records records;
    private final Blobs blobs;
    private final Time time;
    private final BlobLinks links;
    private final Manifests manifests;
    private final Table<Repository> repositories;

    /** The registry kept in these records and blobs. */
    public Repositories(Records records, Blobs blobs, Time time) {
        this.records = records;
        this.blobs = blobs;
        this.time = time;
        this.links = new BlobLinks(records, blobs, time);
        this.repositories = records.table("registry_repositories", Repository.class);
        this.manifests = new Manifests(this, records, links, time);
    }

    /** Manifests and tags. */
    public Manifests manifests() {
        return manifests;
    }

    /** Makes a repository; empty if there is one of this name. */
    public Optional<Repository> create(String name, TagMutability tagMutability, Origin origin) {
        Repository repository = new Repository(name, time.now(), tagMutability, origin);
        return repositories.insert(Key.of(name), repository) ? Optional.of(repository) : Optional.empty();
    }

    /** The repository of this name. */
    public Optional<Repository> find(String name) {
        return repositories.find(Key.of(name));
    }

    /**
     * Whether a repository is, or would be, filled from a public registry: the first word of its name is a host, and
     * users have not made it their own.
     */
    public boolean isPulledThrough(String name) {
        return find(name)
                .map(repository -> repository.origin() == Origin.PULLED_THROUGH)
                .orElseGet(
                        () -> name.contains("/") && ImageReference.isPublicHost(name.substring(0, name.indexOf('/'))));
    }

    /** The first {@code limit} repositories in the order of their names, those behind {@code after}; empty for all. */
    public List<Repository> list(String after, int limit) {
        return repositories.scan(KeyRange.ALL.after(after), limit).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** Changes whether tags may be moved; returns whether there is such a repository. */
    public boolean change(String name, TagMutability tagMutability) {
        return records.atomically(() -> {
            Optional<Repository> found = find(name);
            found.ifPresent(old ->
                    repositories.put(Key.of(name), new Repository(name, old.createdAt(), tagMutability, old.origin())));
            return found.isPresent();
        });
    }

    /** Removes a repository and everything in it; returns whether there was one. */
    public boolean delete(String name) {
        boolean[] existed = new boolean[1];
        List<Digest> unused = records.atomically(() -> {
            existed[0] = repositories.delete(Key.of(name));
            manifests.forget(name);
            List<Digest> used = links.all(name).toList();
            used.forEach(digest -> links.unlink(name, digest));
            return used;
        });
        links.collect(unused);
        return existed[0];
    }

    /** The length of a blob of a repository in bytes; empty if the repository does not have it. */
    public OptionalLong blobSize(String repository, Digest digest) {
        return links.find(repository, digest).stream()
                .mapToLong(BlobLinks.Link::size)
                .findFirst();
    }

    /**
     * Reads a blob from {@code offset} on; the caller closes the stream.
     *
     * @throws IOException if there is no such blob, or the disk fails
     */
    public InputStream openBlob(Digest digest, long offset) throws IOException {
        return blobs.open(digest.blob(), offset);
    }

    /** Begins to receive a blob. */
    public Blobs.Upload beginUpload() throws IOException {
        return blobs.begin();
    }

    /** Keeps what was received as a blob of the repository. */
    public Digest finishUpload(String repository, Blobs.Upload upload) throws IOException {
        return links.store(repository, upload);
    }

    /** Lets a repository use a blob of another one; returns whether the other has it. */
    public boolean mountBlob(String repository, String from, Digest digest) {
        return links.mount(repository, from, digest);
    }

    /** A repository that has the blob. */
    public Optional<String> repositoryWith(Digest blob) {
        return links.anyUser(blob);
    }

    /**
     * Removes what pushes that were broken off have left: blobs that are in a repository for a day without a manifest
     * that names them, and those that are in none. Returns how many.
     */
    public int removeUnused() throws IOException {
        Instant dayAgo = time.now().minus(KEPT_WITHOUT_MANIFEST);
        for (Repository repository : list("", Integer.MAX_VALUE)) {
            String name = repository.name();
            records.atomically(() -> links.unlinkOlder(name, dayAgo, manifests.usedIn(name)));
        }
        return links.collectAll();
    }

    /** Takes a blob out of a repository; returns whether it was there. */
    public boolean deleteBlob(String repository, Digest digest) {
        boolean found = links.find(repository, digest).isPresent();
        links.unlink(repository, digest);
        links.collect(List.of(digest));
        return found;
    }
}
