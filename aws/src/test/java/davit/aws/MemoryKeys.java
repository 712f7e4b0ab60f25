package davit.aws;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.port.Authorizer.Decision;
import davit.aws.port.CredentialSource.Credentials;
import java.time.Instant;
import java.util.Optional;

/** The owner, who may do all; a role that may do nothing; and a session that has ended. */
final class MemoryKeys {
    static final Caller OWNER = new Caller.Root("1");
    static final Caller STRANGER = new Caller.RoleSession(Arn.of("iam", "", "1", "role/stranger"), "AROA1", "s");
    static final String SECRET = "secret";
    static final String TOKEN = "token";

    private MemoryKeys() {}

    static Optional<Credentials> find(String accessKeyId, boolean fromLoopback) {
        return switch (accessKeyId) {
            case "AKIAOWNER" ->
                Optional.of(new Credentials(accessKeyId, SECRET, Optional.empty(), Optional.empty(), OWNER));
            case "ASIASTRANGER" -> session(accessKeyId, Instant.MAX);
            case "ASIAENDED" -> session(accessKeyId, Instant.parse("2020-01-01T00:00:00Z"));
            case "test" ->
                fromLoopback
                        ? Optional.of(new Credentials("test", "test", Optional.empty(), Optional.empty(), OWNER))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Credentials> session(String accessKeyId, Instant end) {
        return Optional.of(new Credentials(accessKeyId, SECRET, Optional.of(TOKEN), Optional.of(end), STRANGER));
    }

    static Decision decide(Caller caller, Access access) {
        return caller.equals(OWNER)
                ? new Decision.Allowed()
                : new Decision.Denied(access.action() + " on " + access.resource());
    }
}
