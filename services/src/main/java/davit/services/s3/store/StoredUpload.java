package davit.services.s3.store;

import davit.services.s3.model.Attributes;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ObjectChecksum;
import java.time.Instant;
import java.util.Map;

/**
 * A multipart upload that is neither complete nor aborted.
 *
 * @param id its own
 * @param address where the object is to be
 * @param initiatedAt to the second
 * @param attributes what the object is to carry
 * @param tags the object's
 * @param checksum which checksum the object is to have
 */
public record StoredUpload(
        String id,
        ObjectAddress address,
        Instant initiatedAt,
        Attributes attributes,
        Map<String, String> tags,
        Checksum checksum) {
    /**
     * Which checksum an object is to have.
     *
     * @param algorithm how it is computed
     * @param type over what
     * @param isAsked whether the client asked for it
     */
    public record Checksum(ChecksumAlgorithm algorithm, ObjectChecksum.Type type, boolean isAsked) {}
}
