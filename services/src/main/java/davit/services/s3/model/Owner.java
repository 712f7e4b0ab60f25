package davit.services.s3.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The owner of an account as S3 names it.
 *
 * @param canonicalId 64 hexadecimal digits, always the same for an account
 * @param principalId as events name it
 */
public record Owner(String canonicalId, String principalId) {
    private static final int PRINCIPAL_DIGITS = 13;

    /** The owner of an account. */
    public static Owner of(String account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("owner of " + account).getBytes(StandardCharsets.UTF_8));
            String id = HexFormat.of().formatHex(digest);
            return new Owner(id, "A" + id.substring(0, PRINCIPAL_DIGITS).toUpperCase(Locale.ROOT));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
