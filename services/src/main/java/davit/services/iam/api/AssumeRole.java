package davit.services.iam.api;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.iam.access.IamRoleSessions;
import davit.services.iam.model.IamError;
import davit.services.iam.model.Names;
import davit.services.iam.store.Roles;
import davit.services.iam.store.Sessions.Session;
import davit.services.iam.store.StoredRole;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The operation of this name. */
public final class AssumeRole implements Operation.Plain<AssumeRoleRequest, AssumeRoleResponse> {
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;

    private final Roles roles;
    private final IamRoleSessions sessions;

    /** Works on these. */
    public AssumeRole(Roles roles, IamRoleSessions sessions) {
        this.roles = roles;
        this.sessions = sessions;
    }

    @Override
    public List<Access> access(AssumeRoleRequest input) {
        if (!Arn.isArn(input.roleArn())) {
            throw IamError.VALIDATION_ERROR.with(input.roleArn() + " is invalid");
        }
        boolean isOwner = RequestContext.current().caller() instanceof Caller.Root;
        return isOwner ? List.of() : List.of(Access.to("sts:AssumeRole", Arn.parse(input.roleArn())));
    }

    @Override
    public AssumeRoleResponse call(AssumeRoleRequest input) {
        Names.name("roleSessionName", input.roleSessionName(), 64);
        if (input.policy() != null || input.hasPolicyArns()) {
            throw IamError.VALIDATION_ERROR.with("Session policies are not supported here; attach them to the role.");
        }
        StoredRole role = trustedRole(input.roleArn());
        int seconds = Names.seconds(
                "durationSeconds",
                Objects.requireNonNullElse(input.durationSeconds(), SHORTEST * 4),
                SHORTEST,
                LONGEST);
        if (seconds > role.maxSessionSeconds()) {
            throw IamError.VALIDATION_ERROR.with(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        Session session = sessions.open(role, input.roleSessionName(), Duration.ofSeconds(seconds));
        return AssumeRoleResponse.builder()
                .credentials(Credentials.builder()
                        .accessKeyId(session.accessKeyId())
                        .secretAccessKey(session.secretAccessKey())
                        .sessionToken(session.sessionToken())
                        .expiration(session.expiration())
                        .build())
                .assumedRoleUser(AssumedRoleUser.builder()
                        .arn(new Caller.RoleSession(role.arn(), role.id(), input.roleSessionName())
                                .arn()
                                .toString())
                        .assumedRoleId(role.id() + ":" + input.roleSessionName())
                        .build())
                .build();
    }

    private StoredRole trustedRole(String arn) {
        RequestContext context = RequestContext.current();
        return roles.find(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(role -> role.arn().toString().equals(arn))
                .filter(role ->
                        IamRoleSessions.trusts(role, IamRoleSessions.account(context.caller(), context.account())))
                .orElseThrow(() -> IamError.ACCESS_DENIED.with("User: " + caller(context)
                        + " is not authorized to perform: sts:AssumeRole on resource: " + arn));
    }

    private static String caller(RequestContext context) {
        return context.caller() instanceof Caller.RoleSession session
                ? session.arn().toString()
                : "arn:aws:iam::" + context.account() + ":root";
    }
}
