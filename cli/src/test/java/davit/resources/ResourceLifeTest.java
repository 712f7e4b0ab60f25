package davit.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.time.SystemTime;
import davit.deploy.aws.AwsDefaults;
import davit.deploy.aws.AwsPackage;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole life of every resource type, against a started server. */
@Tag("programs")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourceLifeTest {
    private static final String TRUST = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
            + "'Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}]}";
    private static final String READ =
            "{'Version':'2012-10-17','Statement':[{'Effect':'Allow'," + "'Action':'s3:GetObject','Resource':'*'}]}";
    private static final String WRITE = READ.replace("GetObject", "PutObject");
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private StartedServer server;
    private ConfiguredProvider aws;
    private LambdaClient lambda;
    private S3Client s3;
    private IamClient iam;

    @TempDir
    private Path folder;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, ProviderException, InterruptedException {
        server = StartedServer.in(data);
        aws = provider("{'region': 'us-east-1'}");
        var http = UrlConnectionHttpClient.create();
        lambda = LambdaClient.builder()
                .endpointOverride(server.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(http)
                .build();
        s3 = S3Client.builder()
                .endpointOverride(server.url())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(http)
                .build();
        iam = IamClient.builder()
                .endpointOverride(server.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(http)
                .build();
    }

    @AfterAll
    void stop() {
        aws.close();
        server.close();
    }

    private ConfiguredProvider provider(String inputs) throws ProviderException, InterruptedException {
        URI url = server.url();
        return new AwsPackage(new AwsDefaults(Optional.of(url), "us-east-1", CREDENTIALS), new SystemTime())
                .configure(new ProviderConfiguration(Life.json(inputs), Path.of("."), "life", "dev"));
    }

    @Test
    void roles() throws ProviderException, InterruptedException {
        Life role = create("aws:iam/role:Role", "{'assumeRolePolicy': " + TRUST + ", 'tags': {'a': '1', 'b': '2'}}");

        assertThat(role.output("arn")).isEqualTo("arn:aws:iam::000000000000:role/" + role.id());
        assertThat(role.outputs().integer("maxSessionDuration")).hasValue(3600);
        role.update("{'assumeRolePolicy': " + TRUST + ", 'tags': {'b': '3'}, 'description': 'd',"
                + " 'maxSessionDuration': 7200, 'inlinePolicies': [{'name': 'p', 'policy': " + READ + "}],"
                + " 'managedPolicyArns': ['arn:aws:iam::aws:policy/AWSLambdaExecute']}");
        assertThat(role.outputs().textMap("tagsAll")).isEqualTo(Map.of("b", "3"));
        role.update("{'assumeRolePolicy': " + TRUST.replace("lambda", "ecs-tasks") + ", 'inlinePolicies': [],"
                + " 'managedPolicyArns': []}");
        assertThat(iam.listRolePolicies(request -> request.roleName(role.id())).policyNames())
                .isEmpty();
        assertThat(role.difference("{'assumeRolePolicy': " + TRUST + ", 'path': '/p/'}")
                        .replacing())
                .containsExactly("path");
        role.delete();
    }

    @Test
    void aRoleWithPoliciesOfOthersStaysUnlessForced() throws ProviderException, InterruptedException {
        Life role = create("aws:iam/role:Role", "{'assumeRolePolicy': " + TRUST + "}");
        iam.putRolePolicy(
                request -> request.roleName(role.id()).policyName("other").policyDocument(READ.replace('\'', '"')));

        assertThatThrownBy(role::tryToDelete)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("operation error Iam: DeleteRole, StatusCode: 409")
                .hasMessageContaining("DeleteConflict");
        role.update("{'assumeRolePolicy': " + TRUST + ", 'forceDetachPolicies': true}");
        role.delete();
    }

    @Test
    void policiesOfRoles() throws ProviderException, InterruptedException {
        Life role = create("aws:iam/role:Role", "{'assumeRolePolicy': " + TRUST + "}");
        Life inline = create("aws:iam/rolePolicy:RolePolicy", "{'role': '" + role.id() + "', 'policy': " + READ + "}");
        inline.update("{'role': '" + role.id() + "', 'policy': " + WRITE + "}");
        Life policy = create("aws:iam/policy:Policy", "{'policy': " + READ + ", 'description': 'd'}");
        for (int i = 0; i < 6; i++) {
            policy.update("{'description': 'd', 'policy': " + (i % 2 == 0 ? WRITE : READ) + "}");
        }
        assertThat(policy.difference("{'description': 'e', 'policy': " + READ + "}")
                        .replacing())
                .containsExactly("description");
        Life attachment = create(
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                "{'role': '" + role.id() + "', 'policyArn': '" + policy.id() + "'}");

        assertThat(attachment.imported(attachment.id()).text("policyArn")).hasValue(policy.id());
        iam.detachRolePolicy(request -> request.roleName(role.id()).policyArn(policy.id()));
        assertThat(attachment.exists()).isFalse();
        attachment.delete();
        policy.delete();
        inline.delete();
        role.delete();
    }

    @Test
    void logGroups() throws ProviderException, InterruptedException {
        Life group = create("aws:cloudwatch/logGroup:LogGroup", "{'name': '/life', 'tags': {'a': '1'}}");

        group.update("{'name': '/life', 'retentionInDays': 7}");
        assertThat(group.outputs().integer("retentionInDays")).hasValue(7);
        assertThat(group.output("arn")).endsWith(":log-group:/life");
        group.update("{'name': '/life'}");
        assertThat(group.difference("{'name': '/death'}").replacing()).containsExactly("name");
        group.delete();
    }

    @Test
    void repositories() throws ProviderException, IOException, InterruptedException {
        Life repository = create("aws:ecr/repository:Repository", "{'tags': {'a': '1'}}");
        String name = repository.output("name");
        repository.update("{'imageTagMutability': 'IMMUTABLE', 'imageScanningConfiguration': {'scanOnPush': true}}");
        String rules = "{'rules':[{'rulePriority':1,'selection':{'tagStatus':'untagged','countType':"
                + "'imageCountMoreThan','countNumber':1},'action':{'type':'expire'}}]}";
        Life lifecycle = create(
                "aws:ecr/lifecyclePolicy:LifecyclePolicy", "{'repository': '" + name + "', 'policy': " + rules + "}");
        var change =
                lifecycle.difference("{'repository': '" + name + "', 'policy': " + rules.replace("':1}", "':2}") + "}");
        assertThat(change.replacing()).containsExactly("policy");
        assertThat(change.deleteBeforeReplace()).isTrue();
        Life policy = create(
                "aws:ecr/repositoryPolicy:RepositoryPolicy",
                "{'repository': '" + name + "', 'policy': " + pullPolicy("ecr:BatchGetImage") + "}");
        policy.update("{'repository': '" + name + "', 'policy': " + pullPolicy("ecr:*") + "}");
        policy.delete();
        lifecycle.delete();

        TinyImage.in(folder.resolve("image"), "/a").push(repository.output("repositoryUrl"), password());
        assertThatThrownBy(repository::tryToDelete).hasMessageContaining("RepositoryNotEmptyException");
        repository.update("{'forceDelete': true}");
        repository.delete();
    }

    private static String pullPolicy(String action) {
        return "{'Version':'2012-10-17','Statement':[{'Sid':'a','Effect':'Allow','Principal':'*','Action':'" + action
                + "'}]}";
    }

    private String password() throws ProviderException, InterruptedException {
        return aws.function("aws:ecr/getAuthorizationToken:getAuthorizationToken")
                .orElseThrow()
                .call(Properties.EMPTY)
                .text("password")
                .orElseThrow();
    }

    @Test
    void buckets() throws ProviderException, InterruptedException {
        Life bucket = create("aws:s3/bucket:Bucket", "{}");

        assertThat(bucket.id()).matches("life-[0-9a-f]{7}");
        assertThat(bucket.output("arn")).isEqualTo("arn:aws:s3:::" + bucket.id());
        assertThat(bucket.output("bucketRegionalDomainName")).isEqualTo(bucket.id() + ".s3.us-east-1.amazonaws.com");
        assertThatThrownBy(() -> create("aws:s3/bucketV2:BucketV2", "{'bucket': '" + bucket.id() + "'}"))
                .hasMessageContaining("BucketAlreadyOwnedByYou");
        for (int i = 0; i < 3; i++) {
            String key = "a b+ä" + i;
            s3.putObject(request -> request.bucket(bucket.id()).key(key), RequestBody.fromString("x"));
        }
        assertThatThrownBy(bucket::tryToDelete).hasMessageContaining("BucketNotEmpty");
        bucket.update("{'forceDestroy': true}");
        bucket.delete();
    }

    @Test
    void objects() throws ProviderException, InterruptedException {
        Life bucket = create("aws:s3/bucket:Bucket", "{}");
        String in = "'bucket': '" + bucket.id() + "', 'key': 'k/ä b'";
        Life object = create("aws:s3/bucketObjectv2:BucketObjectv2", "{" + in + ", 'content': 'one'}");

        object.update("{" + in + ", 'content': 'two', 'contentType': 'text/plain', 'metadata': {'a': 'b'}}");
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket.id()).key("k/ä b"))
                        .asUtf8String())
                .isEqualTo("two");
        assertThat(object.output("contentType")).isEqualTo("text/plain");
        assertThat(object.difference("{'bucket': '" + bucket.id() + "', 'key': 'l'}")
                        .replacing())
                .containsExactly("key");
        object.delete();
        bucket.delete();
    }

    @Test
    void functions() throws ProviderException, IOException, InterruptedException {
        Life repository = create("aws:ecr/repository:Repository", "{'forceDelete': true}");
        String url = repository.output("repositoryUrl");
        String first = TinyImage.in(folder.resolve("a"), "/a").push(url, password());
        String second = TinyImage.in(folder.resolve("b"), "/b").push(url, password());
        Life role = create("aws:iam/role:Role", "{'assumeRolePolicy': " + TRUST + "}");
        String always = "'packageType': 'Image', 'role': '" + role.output("arn") + "', 'imageUri': '";
        Life function = create("aws:lambda/function:Function", "{" + always + first + "'}");

        assertThat(function.output("version")).isEqualTo("$LATEST");
        assertThat(function.output("invokeArn")).contains("2015-03-31/functions/" + function.output("arn"));
        function.update("{" + always + second + "', 'memorySize': 512, 'timeout': 9, 'description': 'd',"
                + "'environment': {'variables': {'AB': 'c'}}, 'imageConfig': {'commands': ['x']}, 'tags': {'t': '1'},"
                + "'ephemeralStorage': {'size': 1024}, 'reservedConcurrentExecutions': 2}");
        assertThat(lambda.getFunction(request -> request.functionName(function.id()))
                        .code()
                        .imageUri())
                .isEqualTo(second);
        lambda.updateFunctionConfiguration(
                request -> request.functionName(function.id()).memorySize(256));
        assertThat(function.drift().changed()).containsExactly("memorySize");
        function.update("{" + always + second + "'}");
        assertThat(function.outputs().integer("memorySize")).hasValue(128);
        assertThat(function.outputs().has("environment")).isFalse();
        assertThat(function.difference("{" + always + second + "', 'name': 'other'}")
                        .replacing())
                .containsExactly("name");
        permissionsAndNotifications(function);
        function.delete();
        role.delete();
        repository.delete();
    }

    private void permissionsAndNotifications(Life function) throws ProviderException, InterruptedException {
        String name = "{'functionName': '" + function.id() + "', ";
        Life retries = create(
                "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", name + "'maximumRetryAttempts': 0}");
        retries.update(name + "'maximumEventAgeInSeconds': 60}");
        assertThat(retries.outputs().integer("maximumRetryAttempts")).hasValue(2);
        retries.delete();
        Life bucket = create("aws:s3/bucket:Bucket", "{}");
        String permitted = "'action': 'lambda:InvokeFunction', 'function': '" + function.id()
                + "', 'principal': 's3.amazonaws.com', 'sourceArn': '" + bucket.output("arn") + "'";
        Life permission = create("aws:lambda/permission:Permission", "{" + permitted + "}");
        assertThat(permission.imported(function.id() + "/" + permission.id()).text("sourceArn"))
                .hasValue(bucket.output("arn"));
        assertThat(permission
                        .difference("{" + permitted.replace("'s3.", "'sns.") + "}")
                        .replacing())
                .containsExactly("principal");
        String notified = "{'bucket': '" + bucket.id() + "', 'lambdaFunctions': [{'lambdaFunctionArn': '"
                + function.output("arn") + "', 'events': ['s3:ObjectCreated:*'], 'filterSuffix': '.mp4'}]}";
        Life notification = create("aws:s3/bucketNotification:BucketNotification", notified);
        notification.update(notified.replace(".mp4", ".mov"));
        s3.putBucketNotificationConfiguration(
                request -> request.bucket(bucket.id()).notificationConfiguration(none -> {}));
        assertThat(notification.exists()).isFalse();
        notification.delete();
        permission.delete();
        bucket.delete();
    }

    @Test
    void aFailureNamesTheOperationAndHasTheServersWords() {
        assertThatThrownBy(() -> create(
                        "aws:lambda/function:Function",
                        "{'packageType': 'Image', 'imageUri': 'localhost/none@sha256:1',"
                                + " 'role': 'arn:aws:iam::000000000000:role/none'}"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("operation error Lambda: CreateFunction, StatusCode: 400")
                .hasMessageContaining("InvalidParameterValueException");
    }

    @Test
    void partsOfBuckets() throws ProviderException, InterruptedException {
        Life bucket = create("aws:s3/bucket:Bucket", "{'tags': {'a': '1'}}");
        bucket.update("{'tags': {'b': '2'}, 'forceDestroy': true}");
        assertThat(bucket.outputs().textMap("tagsAll")).isEqualTo(Map.of("b", "2"));
        String in = "{'bucket': '" + bucket.id() + "', ";
        Life policy = create("aws:s3/bucketPolicy:BucketPolicy", in + bucketPolicy(bucket, "s3:GetObject"));
        policy.update(in + bucketPolicy(bucket, "s3:PutObject"));
        Life block = create("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", in + "'blockPublicAcls': true}");
        block.update(in + "'ignorePublicAcls': true}");
        assertThat(block.outputs().bool("blockPublicAcls")).hasValue(false);
        block.delete();
        policy.delete();
        bucket.delete();
    }

    private static String bucketPolicy(Life bucket, String action) {
        return "'policy': {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'AWS':'000000000000'},"
                + "'Action':'" + action + "','Resource':'" + bucket.output("arn") + "/*'}]}}";
    }

    @Test
    void whatTheServerDoesNotOfferIsSaidByTheServer() throws ProviderException, InterruptedException {
        Life bucket = create("aws:s3/bucket:Bucket", "{}");

        assertThatThrownBy(() -> create(
                        "aws:s3/bucketVersioning:BucketVersioning",
                        "{'bucket': '" + bucket.id() + "', 'versioningConfiguration': {'status': 'Enabled'}}"))
                .hasMessageContaining("operation error S3: PutBucketVersioning, StatusCode: 501");
        assertThatThrownBy(() ->
                        create("aws:lambda/alias:Alias", "{'functionName': 'none', 'functionVersion': '$LATEST'}"))
                .hasMessageContaining("operation error Lambda: CreateAlias, StatusCode: 404");
        assertThatThrownBy(() -> create(
                        "aws:lambda/functionUrl:FunctionUrl",
                        "{'functionName': 'none', 'authorizationType': 'AWS_IAM'}"))
                .hasMessageContaining("operation error Lambda: CreateFunctionUrlConfig, StatusCode: 404");
        bucket.delete();
    }

    @Test
    void providersHaveTagsOfTheirOwn() throws ProviderException, InterruptedException {
        try (ConfiguredProvider tagging =
                provider("{'defaultTags': '{\\'tags\\':{\\'team\\':\\'a\\'}}'}".replace("\\'", "\\\""))) {
            Life group = Life.create(
                    tagging, "aws:cloudwatch/logGroup:LogGroup", "{'name': '/tagged', 'tags': {'own': '1'}}");

            assertThat(group.outputs().textMap("tags")).isEqualTo(Map.of("own", "1"));
            assertThat(group.outputs().textMap("tagsAll")).isEqualTo(Map.of("own", "1", "team", "a"));
            group.delete();
        }
    }

    @Test
    void theAccountIsTheServers() throws ProviderException, InterruptedException {
        Properties identity = aws.function("aws:index/getCallerIdentity:getCallerIdentity")
                .orElseThrow()
                .call(Properties.EMPTY);

        assertThat(identity.text("accountId")).hasValue("000000000000");
    }

    private Life create(String token, String inputs) throws ProviderException, InterruptedException {
        return Life.create(aws, token, inputs);
    }
}
