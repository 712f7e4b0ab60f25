package davit.services.iam.model;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Unique ids, keys and tokens in IAM's forms. */
public final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 17;
    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 240;

    private final RandomGenerator random;

    /** Ids from this source, which must be one that nobody can guess. */
    public Ids(RandomGenerator random) {
        this.random = random;
    }

    /** A unique id: {@code AROA} for roles, {@code ANPA} for policies, {@code AKIA} and {@code ASIA} for keys. */
    public String unique(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** A secret access key: 40 characters. */
    public String secret() {
        return base64(SECRET_BYTES);
    }

    /** A session token. */
    public String token() {
        return base64(TOKEN_BYTES);
    }

    private String base64(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
