package davit.functions.model;

import java.util.Base64;
import java.util.HexFormat;

/**
 * A ZIP archive with the code of a function or layer.
 *
 * @param sha256 its digest, 64 hexadecimal digits
 * @param size its length in bytes
 * @param unzippedSize the length of its files in bytes
 * @param hasBootstrap whether there is a file {@code bootstrap} at its top
 */
public record ZipCode(String sha256, long size, long unzippedSize, boolean hasBootstrap) {
    /** The most that the archives of a function may have unzipped, its layers included. */
    public static final long MAX_UNZIPPED_BYTES = 262_144_000;

    /** The most that an archive may have which comes in a request. */
    public static final long MAX_ZIPPED_BYTES = 52_428_800;

    /** Lambda's {@code CodeSha256}. */
    public String codeSha256() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }
}
