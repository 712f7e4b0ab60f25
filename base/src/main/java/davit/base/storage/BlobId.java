package davit.base.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of a blob: the SHA-256 of its content.
 *
 * @param sha256 64 hexadecimal digits in lower case
 */
public record BlobId(@JsonValue String sha256) {
    /** Checks the digits. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BlobId {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + sha256);
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
