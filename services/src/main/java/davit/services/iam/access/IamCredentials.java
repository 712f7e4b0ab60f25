package davit.services.iam.access;

import davit.aws.arn.Arn;
import davit.aws.operation.Caller;
import davit.aws.port.CredentialSource;
import davit.services.iam.store.Sessions;
import davit.services.iam.store.Sessions.Session;
import java.util.Objects;
import java.util.Optional;

/** The account's own key, {@code test} on the loopback address, and the keys of sessions. */
public final class IamCredentials implements CredentialSource {
    /** What people's scripts use with emulators. */
    private static final String TEST = "test";

    private final String account;
    private final AdministratorKey administrator;
    private final Sessions sessions;

    /** Credentials of an account. */
    public IamCredentials(String account, AdministratorKey administrator, Sessions sessions) {
        this.account = account;
        this.administrator = administrator;
        this.sessions = sessions;
    }

    @Override
    public Optional<Credentials> find(String accessKeyId, boolean fromLoopback) {
        if (accessKeyId.equals(administrator.accessKeyId())) {
            return Optional.of(ofOwner(accessKeyId, administrator.secretAccessKey()));
        }
        if (accessKeyId.equals(TEST)) {
            return fromLoopback ? Optional.of(ofOwner(TEST, TEST)) : Optional.empty();
        }
        return sessions.find(accessKeyId).map(this::of);
    }

    private Credentials ofOwner(String accessKeyId, String secretAccessKey) {
        return new Credentials(
                accessKeyId, secretAccessKey, Optional.empty(), Optional.empty(), new Caller.Root(account));
    }

    Credentials of(Session session) {
        Caller caller = session.roleArn() == null
                ? new Caller.Root(account)
                : new Caller.RoleSession(
                        Arn.parse(session.roleArn()),
                        Objects.requireNonNullElse(session.roleId(), ""),
                        Objects.requireNonNullElse(session.sessionName(), ""));
        return new Credentials(
                session.accessKeyId(),
                session.secretAccessKey(),
                Optional.of(session.sessionToken()),
                Optional.of(session.expiration()),
                caller);
    }
}
