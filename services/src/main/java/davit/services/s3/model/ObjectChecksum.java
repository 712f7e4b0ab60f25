package davit.services.s3.model;

/**
 * The checksum of an object.
 *
 * @param algorithm how it was computed
 * @param value in base64; of parts with {@code -N}
 * @param type over what
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, String value, Type type) {
    /** Over what a checksum was computed. */
    public enum Type {
        /** Over the checksums of the parts. */
        COMPOSITE,
        /** Over the content. */
        FULL_OBJECT
    }

    /** A checksum over the content. */
    public static ObjectChecksum ofContent(ChecksumAlgorithm algorithm, String value) {
        return new ObjectChecksum(algorithm, value, Type.FULL_OBJECT);
    }
}
