package davit.services.iam.access;

import davit.aws.arn.Arn;
import davit.aws.operation.Caller;
import davit.aws.port.CredentialSource.Credentials;
import davit.aws.port.RoleSessions;
import davit.base.time.Time;
import davit.services.iam.model.AccessQuestion;
import davit.services.iam.model.Ids;
import davit.services.iam.model.PolicyEvaluator;
import davit.services.iam.model.PolicyEvaluator.Verdict;
import davit.services.iam.model.PolicyParser;
import davit.services.iam.model.Principal;
import davit.services.iam.store.Roles;
import davit.services.iam.store.Sessions;
import davit.services.iam.store.Sessions.Session;
import davit.services.iam.store.StoredRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes sessions of roles for those whom their trust policies name. */
public final class IamRoleSessions implements RoleSessions {
    private final Roles roles;
    private final Sessions sessions;
    private final IamCredentials credentials;
    private final Ids ids;
    private final Time time;

    /** Sessions of these roles. */
    public IamRoleSessions(Roles roles, Sessions sessions, IamCredentials credentials, Ids ids, Time time) {
        this.roles = roles;
        this.sessions = sessions;
        this.credentials = credentials;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public Credentials assume(Arn role, String servicePrincipal, String sessionName, Duration duration)
            throws NotAssumableException {
        StoredRole found = roles.find(role.resource().substring(role.resource().lastIndexOf('/') + 1))
                .filter(stored -> stored.arn().equals(role))
                .orElseThrow(() -> new NotAssumableException("there is no role " + role));
        if (!trusts(found, new Principal("Service", List.of(servicePrincipal)))) {
            throw new NotAssumableException(role + " does not trust " + servicePrincipal);
        }
        return credentials.of(open(found, sessionName, duration));
    }

    /** Whether the role's trust policy lets the principal assume it. */
    public static boolean trusts(StoredRole role, Principal principal) {
        AccessQuestion question =
                new AccessQuestion("sts:AssumeRole", role.arn().toString(), Map.of());
        return PolicyEvaluator.ofResource(PolicyParser.parse(role.trustPolicy()), principal, question)
                == Verdict.ALLOWED;
    }

    /** The names of the account itself in a trust policy. */
    public static Principal account(Caller caller, String account) {
        String root = "arn:aws:iam::" + account + ":root";
        return caller instanceof Caller.RoleSession session
                ? new Principal(
                        "AWS", List.of(session.arn().toString(), session.role().toString(), account, root))
                : new Principal("AWS", List.of(account, root));
    }

    /** Makes and keeps a session, without asking whether it may be. */
    public Session open(StoredRole role, String sessionName, Duration duration) {
        Session session = new Session(
                ids.unique("ASIA"),
                ids.secret(),
                ids.token(),
                role.arn().toString(),
                role.id(),
                sessionName,
                time.now().plus(duration));
        sessions.keep(session, time.now());
        return session;
    }
}
