package davit.aws.sigv4;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that signatures are made with: derived from a secret for one day, region and service, which takes four
 * hashes, so that the most recent ones are kept.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class SigningKeys {
    /** More than the functions that call at the same time on one machine. */
    private static final int MOST_KEPT = 1000;

    private record Source(String secret, CredentialScope scope) {}

    /** A key that signs. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record SigningKey(byte[] bytes) {
        String sign(String text) {
            return Hashes.hex(Hashes.hmac(bytes, text));
        }
    }

    @GuardedBy("this")
    private final Map<Source, SigningKey> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, SigningKey> eldest) {
            return size() > MOST_KEPT;
        }
    };

    SigningKey derive(String secret, CredentialScope scope) {
        Source source = new Source(secret, scope);
        SigningKey known = known(source);
        if (known != null) {
            return known;
        }
        byte[] ofDate = Hashes.hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.date());
        byte[] ofRegion = Hashes.hmac(ofDate, scope.region());
        byte[] ofService = Hashes.hmac(ofRegion, scope.service());
        SigningKey key = new SigningKey(Hashes.hmac(ofService, CredentialScope.TERMINATOR));
        keep(source, key);
        return key;
    }

    private synchronized @Nullable SigningKey known(Source source) {
        return recent.get(source);
    }

    private synchronized void keep(Source source, SigningKey key) {
        recent.put(source, key);
    }
}
