package davit.images.oci;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import davit.base.storage.BlobId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 of some content as OCI writes it, {@code sha256:} and 64 hexadecimal digits.
 *
 * @param hex the digits in lower case
 */
public record Digest(String hex) {
    private static final String PREFIX = "sha256:";

    /** Checks the digits. */
    public Digest {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hex);
        }
    }

    /**
     * Reads a digest.
     *
     * @throws IllegalArgumentException if {@code text} is no SHA-256 digest
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Digest parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("not a sha256 digest: " + text));
    }

    /** Reads a digest; empty if {@code text} is none. */
    public static Optional<Digest> find(String text) {
        return text.matches(PREFIX + "[0-9a-f]{64}")
                ? Optional.of(new Digest(text.substring(PREFIX.length())))
                : Optional.empty();
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] content) {
        return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
    }

    /** The digest of everything that was fed to {@code hash}, which starts anew. */
    public static Digest ofAllFedTo(MessageDigest hash) {
        return new Digest(HexFormat.of().formatHex(hash.digest()));
    }

    /** The digest of a blob. */
    public static Digest of(BlobId blob) {
        return new Digest(blob.sha256());
    }

    /** A hash to feed content to. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The blob that has this digest. */
    public BlobId blob() {
        return new BlobId(hex);
    }

    @JsonValue
    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
