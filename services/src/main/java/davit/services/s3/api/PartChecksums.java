package davit.services.s3.api;

import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ObjectChecksum;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.StoredUpload;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which checksum an object of parts is to have. */
final class PartChecksums {
    private PartChecksums() {}

    static StoredUpload.Checksum asked(@Nullable String algorithm, @Nullable String type) {
        if (algorithm == null) {
            if (type != null) {
                throw S3Error.INVALID_REQUEST.with("The x-amz-checksum-type header can only be used with the"
                        + " x-amz-checksum-algorithm header.");
            }
            return new StoredUpload.Checksum(ChecksumAlgorithm.CRC64NVME, ObjectChecksum.Type.FULL_OBJECT, false);
        }
        ChecksumAlgorithm known = ChecksumAlgorithm.named(algorithm);
        ObjectChecksum.Type wanted = type == null ? usual(known) : type(type);
        boolean isPossible =
                wanted == ObjectChecksum.Type.FULL_OBJECT ? known.isCombinable() : known != ChecksumAlgorithm.CRC64NVME;
        if (!isPossible) {
            throw S3Error.INVALID_REQUEST.with("The " + wanted + " checksum type cannot be used with the "
                    + known.name().toLowerCase(Locale.ROOT) + " checksum algorithm.");
        }
        return new StoredUpload.Checksum(known, wanted, true);
    }

    private static ObjectChecksum.Type usual(ChecksumAlgorithm algorithm) {
        return algorithm == ChecksumAlgorithm.CRC64NVME
                ? ObjectChecksum.Type.FULL_OBJECT
                : ObjectChecksum.Type.COMPOSITE;
    }

    static ObjectChecksum.Type type(String given) {
        return Arrays.stream(ObjectChecksum.Type.values())
                .filter(type -> type.name().equals(given))
                .findFirst()
                .orElseThrow(() -> S3Error.INVALID_REQUEST.with("Value for x-amz-checksum-type header is invalid."));
    }

    /** Refuses a part with another checksum than the one that the upload was begun with. */
    static void check(StoredUpload upload, ChecksumAlgorithm announced) {
        StoredUpload.Checksum asked = upload.checksum();
        if (asked.isAsked() && asked.algorithm() != announced) {
            throw S3Error.INVALID_REQUEST.with("Checksum Type mismatch occurred, expected checksum Type: "
                    + asked.algorithm().name().toLowerCase(Locale.ROOT) + ", actual checksum Type: "
                    + announced.name().toLowerCase(Locale.ROOT));
        }
    }
}
