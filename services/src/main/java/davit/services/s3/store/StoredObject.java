package davit.services.s3.store;

import davit.base.storage.BlobId;
import davit.services.s3.model.Attributes;
import davit.services.s3.model.ObjectChecksum;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object.
 *
 * @param id its own; another object in the same place has another
 * @param size in bytes
 * @param eTag without quotation marks
 * @param lastModified to the second
 * @param blob the content; null if it is in parts
 * @param parts the number of parts; 0 if it was put in one piece
 * @param attributes what it carries besides
 * @param checksum of the content
 * @param tags by key
 */
public record StoredObject(
        String id,
        long size,
        String eTag,
        Instant lastModified,
        @Nullable BlobId blob,
        int parts,
        Attributes attributes,
        ObjectChecksum checksum,
        Map<String, String> tags) {
    /** The same object with other tags. */
    StoredObject tagged(Map<String, String> others) {
        return new StoredObject(id, size, eTag, lastModified, blob, parts, attributes, checksum, others);
    }
}
