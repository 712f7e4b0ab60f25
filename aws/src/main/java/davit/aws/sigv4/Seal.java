package davit.aws.sigv4;

import davit.aws.sigv4.SigningKeys.SigningKey;

/**
 * The signature of a request's head, from which those of the body's parts are chained. For one thread.
 */
public final class Seal {
    private final SigningKey key;
    private final String date;
    private final CredentialScope scope;
    private String previous;

    Seal(SigningKey key, String date, CredentialScope scope, String signature) {
        this.key = key;
        this.date = date;
        this.scope = scope;
        this.previous = signature;
    }

    /** Whether {@code signature} is that of the next chunk, whose bytes have this hash. */
    boolean sealsChunk(String hash, String signature) {
        return seals("AWS4-HMAC-SHA256-PAYLOAD", Hashes.OF_NOTHING + "\n" + hash, signature);
    }

    /** Whether {@code signature} is that of the trailers, whose lines have this hash. */
    boolean sealsTrailer(String hash, String signature) {
        return seals("AWS4-HMAC-SHA256-TRAILER", hash, signature);
    }

    private boolean seals(String algorithm, String hashes, String signature) {
        String expected = key.sign(algorithm + "\n" + date + "\n" + scope + "\n" + previous + "\n" + hashes);
        previous = expected;
        return Hashes.isSame(expected, signature);
    }
}
