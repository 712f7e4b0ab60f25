package davit.deploy.secrets;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and decrypts secrets with a passphrase, exactly as Pulumi's passphrase provider does: AES-256-GCM with a key
 * by PBKDF2-HMAC-SHA-256 of 1,000,000 rounds; a ciphertext is {@code v1:NONCE:TEXT} in base64.
 *
 * <p>The key takes about half a second to derive, so it is derived when the first secret is met.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class SecretCipher {
    private static final int ROUNDS = 1_000_000;
    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = 12;
    private static final int SALT_BYTES = 8;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "v1";
    private static final String CHECK = "pulumi";

    private final Supplier<String> passphrase;
    private final SecureRandom random = new SecureRandom();

    @GuardedBy("this")
    private String salt;

    @GuardedBy("this")
    private @Nullable SecretKey key;

    /**
     * A cipher for one stack.
     *
     * @param passphrase asked when the first secret is met
     * @param salt {@link #salt()} of before, {@code v1:SALT:CHECK}; empty for a stack that has no secret yet
     */
    public SecretCipher(Supplier<String> passphrase, String salt) {
        this.passphrase = passphrase;
        this.salt = salt;
    }

    /** The salt with a check of the passphrase, to be kept beside what was encrypted; empty if nothing was yet. */
    public synchronized String salt() {
        return salt;
    }

    /** Encrypts {@code plain}. */
    public String encrypt(String plain) throws SecretException {
        return encrypt(key(), plain);
    }

    /**
     * Decrypts what {@link #encrypt} gave.
     *
     * @throws SecretException if the passphrase is another one or the text was damaged
     */
    public String decrypt(String encrypted) throws SecretException {
        return decrypt(key(), encrypted);
    }

    private synchronized SecretKey key() throws SecretException {
        if (key != null) {
            return key;
        }
        if (salt.isEmpty()) {
            byte[] bytes = new byte[SALT_BYTES];
            random.nextBytes(bytes);
            SecretKey derived = derive(bytes);
            salt = VERSION + ":" + encoded(bytes) + ":" + encrypt(derived, CHECK);
            key = derived;
            return derived;
        }
        String[] parts = salt.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new SecretException("the salt of the stack's secrets is damaged: '" + salt + "'", null);
        }
        SecretKey derived = derive(Base64.getDecoder().decode(parts[1]));
        if (!decrypt(derived, parts[2]).equals(CHECK)) {
            throw new SecretException("the salt of the stack's secrets is damaged: '" + salt + "'", null);
        }
        key = derived;
        return derived;
    }

    private SecretKey derive(byte[] saltBytes) throws SecretException {
        PBEKeySpec specification = new PBEKeySpec(passphrase.get().toCharArray(), saltBytes, ROUNDS, KEY_BITS);
        try {
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(specification)
                    .getEncoded();
            return new SecretKeySpec(bytes, "AES");
        } catch (GeneralSecurityException e) {
            throw new SecretException("deriving the key of the stack's secrets", e);
        } finally {
            specification.clearPassword();
        }
    }

    private String encrypt(SecretKey with, String plain) throws SecretException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] bytes = cipher(Cipher.ENCRYPT_MODE, with, nonce).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return VERSION + ":" + encoded(nonce) + ":" + encoded(bytes);
        } catch (GeneralSecurityException e) {
            throw new SecretException("encrypting a secret", e);
        }
    }

    private static String decrypt(SecretKey with, String encrypted) throws SecretException {
        String[] parts = encrypted.split(":", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new SecretException("a secret is not in the form v1:NONCE:TEXT", null);
        }
        try {
            byte[] nonce = Base64.getDecoder().decode(parts[1]);
            byte[] bytes = cipher(Cipher.DECRYPT_MODE, with, nonce)
                    .doFinal(Base64.getDecoder().decode(parts[2]));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SecretException(
                    "a secret cannot be decrypted: the passphrase (PULUMI_CONFIG_PASSPHRASE, else the key file in the"
                            + " data folder) is not the one that it was encrypted with",
                    e);
        }
    }

    private static Cipher cipher(int mode, SecretKey with, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, with, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
