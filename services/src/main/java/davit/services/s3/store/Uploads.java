package davit.services.s3.store;

import davit.base.storage.BlobId;
import davit.base.storage.Blobs;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.services.s3.model.ContentDigests;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Contents.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The multipart uploads that are under way. When one completes, its id becomes the object's, and its parts are the
 * object's parts: nothing is copied.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Uploads {
    private static final int PAGE = 1000;
    private static final int RANDOM_BYTES = 24;

    private final Records records;
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Contents contents;
    private final Outbox outbox;
    private final Table<StoredUpload> table;
    private final Table<StoredPart> parts;
    private final RandomGenerator random;

    /**
     * The uploads into these buckets.
     *
     * @param random a source that nobody can guess
     */
    public Uploads(
            Records records,
            Buckets buckets,
            ObjectStore objects,
            Contents contents,
            Outbox outbox,
            RandomGenerator random) {
        this.records = records;
        this.buckets = buckets;
        this.objects = objects;
        this.contents = contents;
        this.outbox = outbox;
        this.table = records.table("s3_uploads", StoredUpload.class);
        this.parts = objects.partsTable();
        this.random = random;
    }

    /** Begins an upload; {@code attributes}, {@code tags} and the address are the object's to be. */
    public StoredUpload create(NewObject object, StoredUpload.Checksum checksum) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        return records.atomically(() -> {
            buckets.get(object.address().bucket(), null);
            String id = outbox.sequence().next() + HexFormat.of().formatHex(secret);
            StoredUpload upload =
                    new StoredUpload(id, object.address(), objects.now(), object.attributes(), object.tags(), checksum);
            table.put(key(object.address(), id), upload);
            return upload;
        });
    }

    private static Key key(ObjectAddress address, String id) {
        return Key.of(address.bucket(), Keys.escaped(address.key()), id);
    }

    /**
     * An upload.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchUpload}
     */
    public StoredUpload get(ObjectAddress address, @Nullable String id) {
        String known = id == null ? "" : id;
        return find(address, known).orElseThrow(() -> S3Error.NO_SUCH_UPLOAD.about(Map.of("UploadId", known)));
    }

    private Optional<StoredUpload> find(ObjectAddress address, String id) {
        return id.indexOf('\0') >= 0 ? Optional.empty() : table.find(key(address, id));
    }

    /**
     * Keeps a part that was received, over one of the same number.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchUpload} if the upload ended meanwhile
     */
    public StoredPart put(StoredUpload upload, int number, Blobs.Upload content, ContentDigests.Values digests) {
        List<BlobId> replaced = new ArrayList<>();
        StoredPart stored = contents.keep(content, blob -> {
            get(upload.address(), upload.id());
            Key key = ObjectStore.partKey(upload.id(), number);
            User user = new User(upload.id(), number);
            parts.find(key).ifPresent(old -> {
                contents.release(old.blob(), user);
                replaced.add(old.blob());
            });
            StoredPart part =
                    new StoredPart(number, content.size(), digests.md5(), digests.checksums(), blob, objects.now());
            parts.put(key, part);
            contents.use(blob, user, content.size());
            return part;
        });
        contents.collect(replaced);
        return stored;
    }

    /** The first {@code limit} parts of an upload with larger numbers than {@code after}. */
    public List<StoredPart> parts(StoredUpload upload, int after, int limit) {
        return parts.scan(KeyRange.under(upload.id()).after("%05d".formatted(after)), limit).stream()
                .map(Table.Entry::value)
                .toList();
    }

    /**
     * Makes an object of parts of an upload. Completing what was completed before gives the object again, as long as
     * it is in its place.
     *
     * @throws davit.aws.operation.ServiceException if the upload, its parts or the conditions are not as they must be
     */
    public StoredObject complete(ObjectAddress address, String id, Completion completion) {
        Change change = new Change();
        StoredObject made = records.atomically(() -> {
            Optional<StoredObject> earlier =
                    objects.find(address).filter(object -> object.id().equals(id));
            return earlier.orElseGet(() -> complete(get(address, id), completion, change));
        });
        objects.finishChange(change);
        return made;
    }

    private StoredObject complete(StoredUpload upload, Completion completion, Change change) {
        Assembly assembly = Assembly.of(upload, parts(upload, 0, ObjectStore.MOST_PARTS), completion);
        forgetAllBut(assembly.parts(), upload, change.released);
        table.delete(key(upload.address(), upload.id()));
        StoredObject object = new StoredObject(
                upload.id(),
                assembly.size(),
                assembly.eTag(),
                objects.now(),
                null,
                assembly.parts().size(),
                upload.attributes(),
                assembly.checksum(),
                upload.tags());
        return objects.replace(
                new NewObject(
                        upload.address(),
                        upload.attributes(),
                        upload.tags(),
                        completion.conditions(),
                        completion.cause()),
                object,
                change);
    }

    private void forgetAllBut(List<StoredPart> chosen, StoredUpload upload, List<BlobId> released) {
        Map<Integer, StoredPart> unchosen = new HashMap<>();
        parts(upload, 0, ObjectStore.MOST_PARTS).forEach(part -> unchosen.put(part.number(), part));
        chosen.forEach(part -> unchosen.remove(part.number()));
        unchosen.values().forEach(part -> {
            parts.delete(ObjectStore.partKey(upload.id(), part.number()));
            contents.release(part.blob(), new User(upload.id(), part.number()));
            released.add(part.blob());
        });
    }

    /**
     * Ends an upload; its parts are gone.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchUpload}
     */
    public void abort(ObjectAddress address, @Nullable String id) {
        List<BlobId> released = records.atomically(() -> {
            StoredUpload upload = get(address, id);
            table.delete(key(address, upload.id()));
            return objects.forgetParts(upload.id());
        });
        contents.collect(released);
    }

    /** Within a transaction: forgets every upload into a bucket; returns their contents. */
    List<BlobId> forgetAll(String bucket) {
        List<BlobId> released = new ArrayList<>();
        for (Table.Entry<StoredUpload> entry : table.scan(KeyRange.under(bucket), Integer.MAX_VALUE)) {
            table.delete(entry.key());
            released.addAll(objects.forgetParts(entry.value().id()));
        }
        return released;
    }

    /** The uploads into a bucket whose keys begin with {@code prefix}, by key and by age. */
    public Stream<StoredUpload> list(String bucket, String prefix) {
        KeyRange all = KeyRange.under(bucket).startingWith(Keys.escaped(prefix));
        return Stream.iterate(table.scan(all, PAGE), page -> !page.isEmpty(), page -> pageBehind(page.getLast(), all))
                .flatMap(List::stream)
                .map(Table.Entry::value);
    }

    private List<Table.Entry<StoredUpload>> pageBehind(Table.Entry<StoredUpload> last, KeyRange all) {
        Key key = last.key();
        List<Table.Entry<StoredUpload>> ofSameKey =
                table.scan(KeyRange.under(key.part(0), key.part(1)).after(key.last()), PAGE);
        return ofSameKey.isEmpty() ? table.scan(all.after(key.part(1)), PAGE) : ofSameKey;
    }
}
