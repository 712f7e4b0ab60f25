package davit.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer.Decision;
import davit.aws.port.CredentialSource.Credentials;
import davit.aws.port.RoleSessions.NotAssumableException;
import davit.base.storage.SqliteRecords;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;

class IamServiceTest {
    private static final String ACCOUNT = "000000000000";
    private static final Arn ROLE = Arn.of("iam", "", ACCOUNT, "role/thumbnailer");
    private static final String EXECUTE = "arn:aws:iam::aws:policy/AWSLambdaExecute";
    private static final String TRUSTS_LAMBDA = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
             "Principal":{"Service":"lambda.amazonaws.com"}}]}""";

    @TempDir
    Path folder;

    private SqliteRecords records;
    private IamService iam;

    @BeforeEach
    void open() throws IOException {
        records = new SqliteRecords(folder.resolve("davit.db"));
        iam = new IamService(records, ACCOUNT, folder.resolve("credentials"), new Random(1), new FakeTime());
    }

    @AfterEach
    void close() {
        records.close();
    }

    @SuppressWarnings("unchecked") // the operation's own request type was compared
    private <I extends AwsRequest> AwsResponse call(I request) {
        String name = request.getClass().getSimpleName().replace("Request", "");
        Operation.Plain<I, ?> operation = (Operation.Plain<I, ?>) iam.services().stream()
                .flatMap(service -> service.operations().stream())
                .filter(candidate -> candidate.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
        RequestContext context = new RequestContext(
                "id", new Caller.Root(ACCOUNT), ACCOUNT, "us-east-1", URI.create("http://127.0.0.1"), "127.0.0.1");
        return ScopedValue.where(RequestContext.CURRENT, context).call(() -> operation.call(request));
    }

    private void createThumbnailer() {
        call(CreateRoleRequest.builder()
                .roleName("thumbnailer")
                .assumeRolePolicyDocument(TRUSTS_LAMBDA)
                .build());
        call(AttachRolePolicyRequest.builder()
                .roleName("thumbnailer")
                .policyArn(EXECUTE)
                .build());
    }

    private Credentials assume() throws NotAssumableException {
        return iam.roleSessions().assume(ROLE, "lambda.amazonaws.com", "f", Duration.ofHours(1));
    }

    @Test
    void allowsWhatTheAttachedPolicyAllowsUntilItIsDetached() throws NotAssumableException {
        createThumbnailer();
        Caller caller = assume().caller();
        Access put = Access.to("s3:PutObject", Arn.of("s3", "", "", "videos/cat.jpg"));

        assertThat(iam.authorizer().decide(caller, put)).isInstanceOf(Decision.Allowed.class);

        call(DetachRolePolicyRequest.builder()
                .roleName("thumbnailer")
                .policyArn(EXECUTE)
                .build());
        assertThat(iam.authorizer().decide(caller, put))
                .isEqualTo(new Decision.Denied("User: arn:aws:sts::000000000000:assumed-role/thumbnailer/f is not"
                        + " authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::videos/cat.jpg\""
                        + " because no identity-based policy allows the s3:PutObject action"));
    }

    @Test
    void givesARoleOnlyToWhomItTrusts() {
        createThumbnailer();
        assertThatThrownBy(() -> iam.roleSessions().assume(ROLE, "ec2.amazonaws.com", "f", Duration.ofHours(1)))
                .isInstanceOf(NotAssumableException.class);
        assertThatThrownBy(() -> iam.roleSessions()
                        .assume(
                                Arn.of("iam", "", ACCOUNT, "role/other"),
                                "lambda.amazonaws.com",
                                "f",
                                Duration.ofHours(1)))
                .isInstanceOf(NotAssumableException.class);
    }

    @Test
    void knowsTheKeysOfSessionsAfterARestart() throws NotAssumableException, IOException {
        createThumbnailer();
        Credentials given = assume();
        records.close();
        open();
        assertThat(iam.credentials().find(given.accessKeyId(), false)).contains(given);
    }

    @Test
    void takesNothingFromASessionWhoseRoleWasMadeAnew() throws NotAssumableException {
        createThumbnailer();
        Caller old = assume().caller();
        call(DetachRolePolicyRequest.builder()
                .roleName("thumbnailer")
                .policyArn(EXECUTE)
                .build());
        call(DeleteRoleRequest.builder().roleName("thumbnailer").build());
        createThumbnailer();
        Access put = Access.to("s3:PutObject", Arn.of("s3", "", "", "videos/cat.jpg"));
        assertThat(iam.authorizer().decide(old, put)).isInstanceOf(Decision.Denied.class);
    }

    @Test
    void refusesToDeleteARoleWithPolicies() {
        createThumbnailer();
        assertThatThrownBy(() ->
                        call(DeleteRoleRequest.builder().roleName("thumbnailer").build()))
                .isInstanceOf(ServiceException.class)
                .hasMessage("Cannot delete entity, must detach all policies first.");
    }

    @Test
    void acceptsTestOnlyOnTheLoopbackAddress() {
        assertThat(iam.credentials().find("test", true)).isPresent();
        assertThat(iam.credentials().find("test", false)).isEmpty();
    }

    @Test
    void keepsTheAdministratorsKeyForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("credentials");
        String key = Files.readString(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        records.close();
        open();
        assertThat(Files.readString(file)).isEqualTo(key);
    }
}
