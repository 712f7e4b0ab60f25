package davit.services.s3.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The checksums that S3 knows. */
public enum ChecksumAlgorithm {
    /** The CRC of zip. */
    CRC32(4),
    /** Castagnoli's. */
    CRC32C(4),
    /** The 64 bits of NVMe; what S3 computes when nobody asks for another. */
    CRC64NVME(8),
    /** 160 bits. */
    SHA1(20),
    /** 256 bits. */
    SHA256(32);

    private static final String HEADER_PREFIX = "x-amz-checksum-";

    private final int length;

    ChecksumAlgorithm(int length) {
        this.length = length;
    }

    /** The number of bytes of a checksum. */
    public int length() {
        return length;
    }

    /** Whether the checksum of a whole can be had from those of its parts. */
    public boolean isCombinable() {
        return this == CRC32 || this == CRC32C || this == CRC64NVME;
    }

    /** The header or trailer that carries it, in lower case. */
    public String header() {
        return HEADER_PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The algorithm that a header or trailer carries. */
    public static Optional<ChecksumAlgorithm> ofHeader(String header) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.header().equals(header))
                .findFirst();
    }

    /**
     * The algorithm of this name.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidRequest}
     */
    public static ChecksumAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        S3Error.INVALID_REQUEST.with("Checksum algorithm provided is unsupported. Please try again"
                                + " with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    }
}
