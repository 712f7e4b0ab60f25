package davit.images.repository;

import davit.base.storage.BlobId;
import davit.base.storage.Blobs;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.images.oci.Descriptor;
import davit.images.oci.Digest;
import davit.images.oci.ManifestDocument;
import davit.images.repository.Repository.Origin;
import davit.images.repository.Repository.TagMutability;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The manifests and tags of all repositories.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Manifests {
    private record TagTarget(Digest digest) {}

    private final Repositories repositories;
    private final Records records;
    private final BlobLinks links;
    private final Time time;
    private final Table<StoredManifest> manifests;
    private final Table<TagTarget> tags;
    private final Table<Descriptor> referrers;

    Manifests(Repositories repositories, Records records, BlobLinks links, Time time) {
        this.repositories = repositories;
        this.records = records;
        this.links = links;
        this.time = time;
        this.manifests = records.table("registry_manifests", StoredManifest.class);
        this.tags = records.table("registry_tags", TagTarget.class);
        this.referrers = records.table("registry_referrers", Descriptor.class);
    }

    /**
     * Puts a manifest into a repository.
     *
     * @param contentType the type that it was sent as; empty if none was said
     * @param tag the tag that shall stand for it; null for none
     */
    public PutResult put(String repository, byte[] content, String contentType, @Nullable String tag)
            throws IOException {
        ManifestDocument document;
        try {
            document = ManifestDocument.parse(content, contentType);
        } catch (ManifestDocument.MalformedException e) {
            return new PutResult.Malformed(String.valueOf(e.getMessage()));
        }
        try (Blobs.Upload upload = repositories.beginUpload()) {
            upload.content().write(content);
            PutResult result = upload.finish(
                    blob -> records.atomically(() -> record(repository, blob, document, tag, content.length)));
            if (!(result instanceof PutResult.Stored)) {
                links.collect(List.of(Digest.of(content)));
            }
            return result;
        }
    }

    private PutResult record(
            String repository, BlobId blob, ManifestDocument document, @Nullable String tag, int size) {
        Digest digest = Digest.of(blob);
        Optional<Repository> found = repositories.find(repository);
        if (found.isEmpty()) {
            return new PutResult.NoSuchRepository();
        }
        if (tag != null && found.get().tagMutability() == TagMutability.IMMUTABLE && isTaken(repository, tag, digest)) {
            return new PutResult.TagIsTaken(tag);
        }
        List<Digest> missing = found.get().origin() == Origin.PUSHED ? missing(repository, document) : List.of();
        if (!missing.isEmpty()) {
            return new PutResult.MissingReferences(missing);
        }
        Optional<StoredManifest> existing = find(repository, digest);
        StoredManifest stored =
                existing.orElseGet(() -> describe(digest, document, size, imageSize(repository, document)));
        links.link(repository, blob, size);
        manifests.put(Key.of(repository, digest.hex()), stored);
        rememberSubject(repository, stored, document);
        if (tag != null) {
            tags.put(Key.of(repository, tag), new TagTarget(digest));
        }
        return new PutResult.Stored(stored, existing.isEmpty());
    }

    private boolean isTaken(String repository, String tag, Digest digest) {
        return tag(repository, tag).filter(other -> !other.equals(digest)).isPresent();
    }

    private List<Digest> missing(String repository, ManifestDocument document) {
        return switch (document) {
            case ManifestDocument.Image image ->
                image.blobs().stream()
                        .map(Descriptor::digest)
                        .filter(digest -> links.find(repository, digest).isEmpty())
                        .toList();
            case ManifestDocument.Index index ->
                index.manifests().stream()
                        .map(Descriptor::digest)
                        .filter(digest -> find(repository, digest).isEmpty())
                        .toList();
        };
    }

    private long imageSize(String repository, ManifestDocument document) {
        return switch (document) {
            case ManifestDocument.Image image ->
                image.blobs().stream().mapToLong(Descriptor::size).sum();
            case ManifestDocument.Index index ->
                index.manifests().stream()
                        .flatMap(child -> find(repository, child.digest()).stream())
                        .mapToLong(StoredManifest::imageSize)
                        .sum();
        };
    }

    private StoredManifest describe(Digest digest, ManifestDocument document, int size, long imageSize) {
        List<Digest> blobs = document instanceof ManifestDocument.Image image
                ? image.blobs().stream().map(Descriptor::digest).toList()
                : List.of();
        List<Digest> children = document instanceof ManifestDocument.Index index
                ? index.manifests().stream().map(Descriptor::digest).toList()
                : List.of();
        Descriptor subject = document.subject();
        return new StoredManifest(
                digest,
                document.mediaType(),
                size,
                imageSize,
                time.now(),
                document.artifactType(),
                subject == null ? null : subject.digest(),
                blobs,
                children);
    }

    private void rememberSubject(String repository, StoredManifest stored, ManifestDocument document) {
        if (stored.subject() != null) {
            Descriptor referrer = new Descriptor(
                    stored.mediaType(),
                    stored.digest(),
                    stored.size(),
                    null,
                    document.annotations().isEmpty() ? null : document.annotations(),
                    null,
                    stored.artifactType());
            referrers.put(
                    Key.of(repository, stored.subject().hex(), stored.digest().hex()), referrer);
        }
    }

    /** The manifest of this digest. */
    public Optional<StoredManifest> find(String repository, Digest digest) {
        return manifests.find(Key.of(repository, digest.hex()));
    }

    /** The manifest that a tag or digest stands for. */
    public Optional<StoredManifest> find(String repository, String tagOrDigest) {
        Optional<Digest> digest = Digest.find(tagOrDigest).or(() -> tag(repository, tagOrDigest));
        return digest.flatMap(found -> find(repository, found));
    }

    /** What a tag stands for. */
    public Optional<Digest> tag(String repository, String tag) {
        return tags.find(Key.of(repository, tag)).map(TagTarget::digest);
    }

    /** The bytes of a manifest, as they were pushed. */
    public byte[] content(StoredManifest manifest) throws IOException {
        try (InputStream in = repositories.openBlob(manifest.digest(), 0)) {
            return in.readAllBytes();
        }
    }

    /** The first {@code limit} manifests of a repository in the order of their digests, those behind {@code after}; empty for all. */
    public List<StoredManifest> list(String repository, String after, int limit) {
        return manifests.scan(KeyRange.under(repository).after(after), limit).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** The first {@code limit} tags of a repository in the order of their names, those behind {@code after}; empty for all. */
    public List<Tag> tags(String repository, String after, int limit) {
        return tags.scan(KeyRange.under(repository).after(after), limit).stream()
                .map(entry -> new Tag(entry.key().last(), entry.value().digest()))
                .toList();
    }

    /** The artifacts of a repository that refer to {@code subject}. */
    public List<Descriptor> referrers(String repository, Digest subject) {
        return referrers.scan(KeyRange.under(repository, subject.hex()), Integer.MAX_VALUE).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /** Removes a tag; the manifest stays. Returns whether there was one. */
    public boolean deleteTag(String repository, String tag) {
        return tags.delete(Key.of(repository, tag));
    }

    /** Removes a manifest, its tags, and the blobs that nothing else uses; returns whether there was one. */
    public boolean delete(String repository, Digest digest) {
        Optional<StoredManifest> found = find(repository, digest);
        found.ifPresent(manifest -> links.collect(records.atomically(() -> remove(repository, manifest))));
        return found.isPresent();
    }

    private List<Digest> remove(String repository, StoredManifest manifest) {
        manifests.delete(Key.of(repository, manifest.digest().hex()));
        for (Tag tag : tags(repository, "", Integer.MAX_VALUE)) {
            if (tag.digest().equals(manifest.digest())) {
                deleteTag(repository, tag.name());
            }
        }
        if (manifest.subject() != null) {
            referrers.delete(Key.of(
                    repository, manifest.subject().hex(), manifest.digest().hex()));
        }
        Set<Digest> stillUsed = usedIn(repository);
        List<Digest> unused = used(manifest).stream()
                .filter(blob -> !stillUsed.contains(blob))
                .toList();
        unused.forEach(blob -> links.unlink(repository, blob));
        return unused;
    }

    private static List<Digest> used(StoredManifest manifest) {
        List<Digest> used = new ArrayList<>(manifest.blobs());
        used.add(manifest.digest());
        return used;
    }

    /** What the manifests of a repository consist of, themselves included. */
    Set<Digest> usedIn(String repository) {
        Set<Digest> used = new HashSet<>();
        list(repository, "", Integer.MAX_VALUE).forEach(manifest -> used.addAll(used(manifest)));
        return used;
    }

    /** Removes all records of a repository. */
    void forget(String repository) {
        Stream.of(manifests, tags, referrers).forEach(table -> clear(table, repository));
    }

    private static <T> void clear(Table<T> table, String repository) {
        for (Table.Entry<T> entry : table.scan(KeyRange.under(repository), Integer.MAX_VALUE)) {
            table.delete(entry.key());
        }
    }
}
