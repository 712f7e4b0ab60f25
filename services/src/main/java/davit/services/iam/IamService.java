package davit.services.iam;

import davit.aws.AwsService;
import davit.aws.AwsService.Protocol;
import davit.aws.operation.Operation;
import davit.aws.port.Authorizer;
import davit.aws.port.CredentialSource;
import davit.aws.port.RoleSessions;
import davit.base.storage.Records;
import davit.base.time.Time;
import davit.services.iam.access.AdministratorKey;
import davit.services.iam.access.IamAuthorizer;
import davit.services.iam.access.IamCredentials;
import davit.services.iam.access.IamRoleSessions;
import davit.services.iam.api.AssumeRole;
import davit.services.iam.api.AttachRolePolicy;
import davit.services.iam.api.CreatePolicy;
import davit.services.iam.api.CreatePolicyVersion;
import davit.services.iam.api.CreateRole;
import davit.services.iam.api.DeletePolicy;
import davit.services.iam.api.DeletePolicyVersion;
import davit.services.iam.api.DeleteRole;
import davit.services.iam.api.DeleteRolePolicy;
import davit.services.iam.api.DetachRolePolicy;
import davit.services.iam.api.GetCallerIdentity;
import davit.services.iam.api.GetPolicy;
import davit.services.iam.api.GetPolicyVersion;
import davit.services.iam.api.GetRole;
import davit.services.iam.api.GetRolePolicy;
import davit.services.iam.api.ListAttachedRolePolicies;
import davit.services.iam.api.ListEntitiesForPolicy;
import davit.services.iam.api.ListInstanceProfilesForRole;
import davit.services.iam.api.ListPolicies;
import davit.services.iam.api.ListPolicyVersions;
import davit.services.iam.api.ListRolePolicies;
import davit.services.iam.api.ListRoleTags;
import davit.services.iam.api.ListRoles;
import davit.services.iam.api.PutRolePolicy;
import davit.services.iam.api.TagRole;
import davit.services.iam.api.UntagRole;
import davit.services.iam.api.UpdateAssumeRolePolicy;
import davit.services.iam.api.UpdateRole;
import davit.services.iam.model.Ids;
import davit.services.iam.store.Policies;
import davit.services.iam.store.Roles;
import davit.services.iam.store.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The door of IAM and STS: their operations, and their answers to what all services ask.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class IamService {
    private final Roles roles;
    private final Policies policies;
    private final Ids ids;
    private final Time time;
    private final IamCredentials credentials;
    private final IamRoleSessions sessions;

    /**
     * Opens the service; makes the administrator's key if there is none.
     *
     * @param account the account's twelve digits
     * @param credentialsFile where the administrator's key is kept
     * @param random a source that nobody can guess
     */
    public IamService(Records records, String account, Path credentialsFile, RandomGenerator random, Time time)
            throws IOException {
        this.roles = new Roles(records);
        this.policies = new Policies(records);
        this.ids = new Ids(random);
        this.time = time;
        Sessions kept = new Sessions(records);
        this.credentials = new IamCredentials(account, AdministratorKey.in(credentialsFile, ids), kept);
        this.sessions = new IamRoleSessions(roles, kept, credentials, ids, time);
    }

    /** IAM and STS, for the protocol layer. */
    public List<AwsService> services() {
        return List.of(
                new AwsService(
                        "iam",
                        Protocol.AWS_QUERY,
                        IamClient.class,
                        iamOperations(),
                        "https://iam.amazonaws.com/doc/2010-05-08/"),
                new AwsService(
                        "sts",
                        Protocol.AWS_QUERY,
                        StsClient.class,
                        List.of(new AssumeRole(roles, sessions), new GetCallerIdentity()),
                        "https://sts.amazonaws.com/doc/2011-06-15/"));
    }

    private List<Operation<?, ?>> iamOperations() {
        return List.of(
                new AttachRolePolicy(roles, policies),
                new CreatePolicy(policies, ids, time),
                new CreatePolicyVersion(policies, time),
                new CreateRole(roles, ids, time),
                new DeletePolicy(policies, roles),
                new DeletePolicyVersion(policies),
                new DeleteRole(roles),
                new DeleteRolePolicy(roles),
                new DetachRolePolicy(roles),
                new GetPolicy(policies, roles),
                new GetPolicyVersion(policies),
                new GetRole(roles),
                new GetRolePolicy(roles),
                new ListAttachedRolePolicies(roles, policies),
                new ListEntitiesForPolicy(policies, roles),
                new ListInstanceProfilesForRole(roles),
                new ListPolicies(policies, roles),
                new ListPolicyVersions(policies),
                new ListRolePolicies(roles),
                new ListRoleTags(roles),
                new ListRoles(roles),
                new PutRolePolicy(roles),
                new TagRole(roles),
                new UntagRole(roles),
                new UpdateAssumeRolePolicy(roles),
                new UpdateRole(roles));
    }

    /** Who may do what. */
    public Authorizer authorizer() {
        return new IamAuthorizer(roles, policies, time);
    }

    /** Which keys requests may be signed with. */
    public CredentialSource credentials() {
        return credentials;
    }

    /** Credentials of roles, for services that take them. */
    public RoleSessions roleSessions() {
        return sessions;
    }
}
