package davit.services.s3.store;

import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.EventCause;
import davit.services.s3.model.ObjectChecksum;
import davit.services.s3.model.WriteConditions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it completes an upload.
 *
 * @param parts the parts that it chooses, at least one
 * @param size the size that it believes the object to have
 * @param checksums the checksum that it believes the object to have
 * @param type over what
 * @param conditions on what conditions
 * @param cause by what
 */
public record Completion(
        List<Part> parts,
        @Nullable Long size,
        Map<ChecksumAlgorithm, String> checksums,
        ObjectChecksum.@Nullable Type type,
        WriteConditions conditions,
        EventCause cause) {
    /**
     * A part as the client knows it.
     *
     * @param eTag with or without quotation marks
     * @param checksums those that it gives
     */
    public record Part(int number, String eTag, Map<ChecksumAlgorithm, String> checksums) {}
}
