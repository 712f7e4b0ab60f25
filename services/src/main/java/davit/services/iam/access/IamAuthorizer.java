package davit.services.iam.access;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.port.Authorizer;
import davit.base.time.Time;
import davit.services.iam.model.AccessQuestion;
import davit.services.iam.model.PolicyDocument;
import davit.services.iam.model.PolicyEvaluator;
import davit.services.iam.model.PolicyEvaluator.Verdict;
import davit.services.iam.model.PolicyParser;
import davit.services.iam.model.Principal;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import davit.services.iam.store.StoredRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Decides by the policies as they are at this moment: a policy that was detached counts no more in the next call.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class IamAuthorizer implements Authorizer {
    /** Parsed documents; past this number the cache starts anew. */
    private static final int MOST_CACHED = 1000;

    private final Roles roles;
    private final Policies policies;
    private final Time time;
    private final Map<String, PolicyDocument> parsed = new ConcurrentHashMap<>();

    /** Decides by these roles and policies. */
    public IamAuthorizer(Roles roles, Policies policies, Time time) {
        this.roles = roles;
        this.policies = policies;
        this.time = time;
    }

    @Override
    public Decision decide(Caller caller, Access access) {
        return switch (caller) {
            case Caller.Root root -> decideForRoot(root, access);
            case Caller.RoleSession session -> decideForSession(session, access);
            case Caller.Service service -> decideByResource(service, access);
            case Caller.Anonymous anonymous -> decideByResource(anonymous, access);
        };
    }

    /** The owner may do all but what a resource's policy denies. */
    private Decision decideForRoot(Caller.Root root, Access access) {
        return ofResource(root, access) == Verdict.DENIED
                ? new Decision.Denied(Sentences.explicitlyDenied(root, access, "a resource-based policy"))
                : new Decision.Allowed();
    }

    private Decision decideForSession(Caller.RoleSession session, Access access) {
        Verdict identity = PolicyEvaluator.ofIdentity(policiesOf(session), question(session, access));
        Verdict resource = ofResource(session, access);
        if (identity == Verdict.DENIED) {
            return new Decision.Denied(Sentences.explicitlyDenied(session, access, "an identity-based policy"));
        }
        if (resource == Verdict.DENIED) {
            return new Decision.Denied(Sentences.explicitlyDenied(session, access, "a resource-based policy"));
        }
        return identity == Verdict.ALLOWED || resource == Verdict.ALLOWED
                ? new Decision.Allowed()
                : new Decision.Denied(Sentences.notAllowed(session, access));
    }

    private Decision decideByResource(Caller caller, Access access) {
        return ofResource(caller, access) == Verdict.ALLOWED
                ? new Decision.Allowed()
                : new Decision.Denied(Sentences.notAllowed(caller, access));
    }

    private Verdict ofResource(Caller caller, Access access) {
        return access.resourcePolicy()
                .map(document ->
                        PolicyEvaluator.ofResource(parse(document), principal(caller), question(caller, access)))
                .orElse(Verdict.SILENT);
    }

    private List<PolicyDocument> policiesOf(Caller.RoleSession session) {
        return roles.find(name(session.role()))
                .filter(role -> role.id().equals(session.roleId()))
                .map(this::policiesOf)
                .orElse(List.of());
    }

    private List<PolicyDocument> policiesOf(StoredRole role) {
        Stream<String> attached = role.attachedPolicies().stream()
                .flatMap(arn -> policies.find(arn).stream())
                .map(policy -> policy.current().document());
        return Stream.concat(attached, role.inlinePolicies().values().stream())
                .map(this::parse)
                .toList();
    }

    private PolicyDocument parse(String document) {
        if (parsed.size() > MOST_CACHED) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(document, PolicyParser::parse);
    }

    private static String name(Arn role) {
        return role.resource().substring(role.resource().lastIndexOf('/') + 1);
    }

    private AccessQuestion question(Caller caller, Access access) {
        Map<String, String> context = new HashMap<>(access.conditions());
        context.put("aws:CurrentTime", time.now().toString());
        context.put("aws:EpochTime", Long.toString(time.now().getEpochSecond()));
        context.put("aws:SecureTransport", "false");
        switch (caller) {
            case Caller.Root root -> {
                context.put("aws:PrincipalArn", "arn:aws:iam::" + root.account() + ":root");
                context.put("aws:PrincipalAccount", root.account());
            }
            case Caller.RoleSession session -> {
                context.put("aws:PrincipalArn", session.role().toString());
                context.put("aws:PrincipalAccount", session.role().account());
                context.put("aws:userid", session.roleId() + ":" + session.sessionName());
            }
            case Caller.Service service -> {
                context.put("aws:SourceArn", service.source().toString());
                context.put("aws:SourceAccount", service.sourceAccount());
            }
            case Caller.Anonymous _ -> context.put("aws:PrincipalType", "Anonymous");
        }
        return new AccessQuestion(access.action(), access.resource(), context);
    }

    private static Principal principal(Caller caller) {
        return switch (caller) {
            case Caller.Root root ->
                new Principal("AWS", List.of(root.account(), "arn:aws:iam::" + root.account() + ":root"));
            case Caller.RoleSession session ->
                new Principal(
                        "AWS",
                        List.of(
                                session.arn().toString(),
                                session.role().toString(),
                                session.role().account(),
                                "arn:aws:iam::" + session.role().account() + ":root"));
            case Caller.Service service -> new Principal("Service", List.of(service.principal()));
            case Caller.Anonymous _ -> new Principal("Anonymous", List.of());
        };
    }
}
