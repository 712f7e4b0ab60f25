package davit.services.s3.store;

import davit.base.storage.BlobId;
import davit.base.storage.Blobs;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.services.s3.model.ByteRange;
import davit.services.s3.model.ContentDigests;
import davit.services.s3.model.EventCause;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectChecksum;
import davit.services.s3.model.S3Error;
import davit.services.s3.model.WriteConditions;
import davit.services.s3.store.Contents.User;
import davit.services.s3.store.SegmentedContent.Segment;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The objects. Every change makes the object, the use of its content and the events of it come into being together.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class ObjectStore {
    /** The number of parts that an object may have. */
    static final int MOST_PARTS = 10_000;

    private final Records records;
    private final Buckets buckets;
    private final Contents contents;
    private final Outbox outbox;
    private final Table<StoredObject> table;
    private final Table<StoredPart> parts;
    private final Time time;

    /** The objects in these buckets. */
    public ObjectStore(Records records, Buckets buckets, Contents contents, Outbox outbox, Time time) {
        this.records = records;
        this.buckets = buckets;
        this.contents = contents;
        this.outbox = outbox;
        this.table = records.table("s3_objects", StoredObject.class);
        this.parts = records.table("s3_parts", StoredPart.class);
        this.time = time;
    }

    /** The object in a place. */
    public Optional<StoredObject> find(ObjectAddress address) {
        return table.find(Keys.of(address));
    }

    /** The parts of an object that came of a multipart upload, in order. */
    public List<StoredPart> parts(StoredObject object) {
        return object.parts() == 0
                ? List.of()
                : parts.scan(KeyRange.under(object.id()), MOST_PARTS).stream()
                        .map(Table.Entry::value)
                        .toList();
    }

    /** The first objects of a list. */
    public Listing.Page list(String bucket, Listing.Query query) {
        return Listing.list(table, bucket, query);
    }

    /**
     * Reads a part of an object; the caller closes the stream, until when the content stays whatever happens to the
     * object. Empty if the object is not in its place any more.
     */
    public Optional<InputStream> read(ObjectAddress address, StoredObject object, ByteRange range) {
        List<Segment> segments = segments(object, range);
        List<BlobId> read = segments.stream().map(Segment::blob).toList();
        contents.beginReading(read);
        boolean isThere = false;
        try {
            isThere = find(address)
                    .filter(current -> current.id().equals(object.id()))
                    .isPresent();
            return isThere ? Optional.of(new SegmentedContent(contents, segments)) : Optional.empty();
        } finally {
            if (!isThere) {
                contents.endReading(read);
            }
        }
    }

    private List<Segment> segments(StoredObject object, ByteRange range) {
        if (object.blob() != null) {
            return List.of(new Segment(object.blob(), range.offset(), range.length()));
        }
        List<Segment> segments = new ArrayList<>();
        long start = 0;
        long end = range.offset() + range.length();
        for (StoredPart part : parts(object)) {
            long from = Math.max(range.offset(), start);
            long to = Math.min(end, start + part.size());
            if (from < to) {
                segments.add(new Segment(part.blob(), from - start, to - from));
            }
            start += part.size();
        }
        return segments;
    }

    /**
     * Puts an object whose content was received.
     *
     * @throws davit.aws.operation.ServiceException if the bucket is gone or a condition does not hold
     */
    public StoredObject put(
            NewObject object, Blobs.Upload upload, ContentDigests.Values digests, ObjectChecksum checksum) {
        Change change = new Change();
        StoredObject stored = contents.keep(upload, blob -> {
            StoredObject made = new StoredObject(
                    outbox.sequence().next(),
                    upload.size(),
                    digests.md5(),
                    now(),
                    blob,
                    0,
                    object.attributes(),
                    checksum,
                    object.tags());
            return replace(object, made, change);
        });
        finishChange(change);
        return stored;
    }

    /**
     * Puts an object with the content of another one that was put in one piece. Empty if that is not in its place any
     * more.
     */
    public Optional<StoredObject> copy(
            NewObject object, ObjectAddress from, StoredObject source, ObjectChecksum checksum) {
        Change change = new Change();
        Supplier<Optional<StoredObject>> copying = () -> find(from)
                .filter(current -> current.id().equals(source.id()))
                .map(current -> {
                    StoredObject made = new StoredObject(
                            outbox.sequence().next(),
                            current.size(),
                            current.eTag(),
                            now(),
                            current.blob(),
                            0,
                            object.attributes(),
                            checksum,
                            object.tags());
                    return replace(object, made, change);
                });
        Optional<StoredObject> copied = records.atomically(copying);
        finishChange(change);
        return copied;
    }

    /** Within a transaction: puts {@code made} into its place; adds what follows of that to {@code change}. */
    StoredObject replace(NewObject object, StoredObject made, Change change) {
        ObjectAddress address = object.address();
        StoredBucket bucket = buckets.get(address.bucket(), null);
        Optional<StoredObject> existing = find(address);
        object.conditions()
                .check(address.key(), existing.map(StoredObject::eTag).orElse(null));
        if (made.blob() != null) {
            contents.use(made.blob(), new User(made.id(), 0), made.size());
        }
        table.put(Keys.of(address), made);
        existing.ifPresent(old -> change.released.addAll(release(old)));
        change.events += outbox.add(address, object.cause(), bucket.region(), made);
        return made;
    }

    private List<BlobId> release(StoredObject object) {
        if (object.blob() != null) {
            contents.release(object.blob(), new User(object.id(), 0));
            return List.of(object.blob());
        }
        return forgetParts(object.id());
    }

    /** Within a transaction: forgets the parts of an upload or object; returns their contents. */
    List<BlobId> forgetParts(String id) {
        List<BlobId> blobs = new ArrayList<>();
        for (Table.Entry<StoredPart> part : parts.scan(KeyRange.under(id), MOST_PARTS)) {
            parts.delete(part.key());
            contents.release(part.value().blob(), new User(id, part.value().number()));
            blobs.add(part.value().blob());
        }
        return blobs;
    }

    /** After a transaction: removes contents that it may have made unused, and wakes who delivers events. */
    void finishChange(Change change) {
        outbox.announce(change.events);
        contents.collect(change.released);
    }

    /**
     * Removes an object.
     *
     * @return whether there was one
     * @throws davit.aws.operation.ServiceException if a condition does not hold
     */
    public boolean delete(ObjectAddress address, WriteConditions conditions, EventCause cause) {
        Change change = new Change();
        boolean existed = records.atomically(() -> {
            StoredBucket bucket = buckets.get(address.bucket(), null);
            Optional<StoredObject> existing = find(address);
            conditions.check(address.key(), existing.map(StoredObject::eTag).orElse(null));
            existing.ifPresent(object -> {
                table.delete(Keys.of(address));
                change.released.addAll(release(object));
                change.events += outbox.add(address, cause, bucket.region(), null);
            });
            return existing.isPresent();
        });
        finishChange(change);
        return existed;
    }

    /**
     * Gives an object other tags.
     *
     * @return whether there is one
     */
    public boolean tag(ObjectAddress address, Map<String, String> tags, EventCause cause) {
        Change change = new Change();
        boolean existed = records.atomically(() -> {
            StoredBucket bucket = buckets.get(address.bucket(), null);
            Optional<StoredObject> tagged = find(address).map(object -> object.tagged(tags));
            tagged.ifPresent(object -> {
                table.put(Keys.of(address), object);
                change.events += outbox.add(address, cause, bucket.region(), object);
            });
            return tagged.isPresent();
        });
        finishChange(change);
        return existed;
    }

    /**
     * Removes an empty bucket with its settings; its unfinished uploads go with it.
     *
     * @throws davit.aws.operation.ServiceException {@code NoSuchBucket}, {@code BucketNotEmpty}
     */
    public void deleteBucket(String bucket, Uploads uploads) {
        List<BlobId> released = records.atomically(() -> {
            buckets.get(bucket, null);
            if (!table.scan(KeyRange.under(bucket), 1).isEmpty()) {
                throw S3Error.BUCKET_NOT_EMPTY.aboutBucket(bucket);
            }
            buckets.delete(bucket);
            return uploads.forgetAll(bucket);
        });
        contents.collect(released);
    }

    Instant now() {
        return time.now().truncatedTo(ChronoUnit.SECONDS);
    }

    Table<StoredPart> partsTable() {
        return parts;
    }

    static Key partKey(String id, int number) {
        return Key.of(id, "%05d".formatted(number));
    }
}
