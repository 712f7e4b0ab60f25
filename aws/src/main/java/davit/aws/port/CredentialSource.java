package davit.aws.port;

import davit.aws.operation.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows the access keys that requests may be signed with. Answered by IAM and STS.
 *
 * <p>Thread safety: called from many threads at once.
 */
@FunctionalInterface
public interface CredentialSource {
    /**
     * The credentials with this access key id; expired ones included.
     *
     * @param fromLoopback whether the server listens on a loopback address only, where {@code test} is a valid key
     */
    Optional<Credentials> find(String accessKeyId, boolean fromLoopback);

    /**
     * Credentials and who they stand for.
     *
     * @param sessionToken what must accompany a temporary key
     * @param expiration when a temporary key ends
     */
    record Credentials(
            String accessKeyId,
            String secretAccessKey,
            Optional<String> sessionToken,
            Optional<Instant> expiration,
            Caller caller) {}
}
