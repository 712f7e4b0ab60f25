package davit.aws.port;

import davit.aws.arn.Arn;
import davit.aws.port.CredentialSource.Credentials;
import java.io.Serial;
import java.time.Duration;

/**
 * Gives services the credentials of a role that trusts them. Answered by STS.
 *
 * <p>Thread safety: called from many threads at once.
 */
public interface RoleSessions {
    /**
     * Assumes a role for a service.
     *
     * @param role the role
     * @param servicePrincipal who assumes it, {@code lambda.amazonaws.com}
     * @param sessionName the session's name, for a function its name
     * @param duration how long the credentials are valid
     * @throws NotAssumableException if there is no such role or its trust policy does not name the service
     */
    Credentials assume(Arn role, String servicePrincipal, String sessionName, Duration duration)
            throws NotAssumableException;

    /** A role that is not there or does not trust the service. */
    final class NotAssumableException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        /** With the role and the reason. */
        public NotAssumableException(String message) {
            super(message);
        }
    }
}
