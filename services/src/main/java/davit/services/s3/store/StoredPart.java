package davit.services.s3.store;

import davit.base.storage.BlobId;
import davit.services.s3.model.ChecksumAlgorithm;
import java.time.Instant;
import java.util.Map;

/**
 * A part of an upload, or of an object that came of one.
 *
 * @param number from 1 to 10,000
 * @param size in bytes
 * @param md5 in hexadecimal; its entity tag
 * @param checksums in base64
 * @param blob the content
 * @param lastModified to the second
 */
public record StoredPart(
        int number,
        long size,
        String md5,
        Map<ChecksumAlgorithm, String> checksums,
        BlobId blob,
        Instant lastModified) {
    /** Keeps a copy. */
    public StoredPart {
        checksums = Map.copyOf(checksums);
    }
}
