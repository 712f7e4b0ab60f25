package davit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import davit.aws.AwsService.Protocol;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceTrait;
import davit.aws.operation.UploadContent;
import davit.aws.port.Authorizer;
import davit.aws.port.CredentialSource.Credentials;
import davit.base.http.HttpBody;
import davit.base.time.SystemTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Real SDK clients over a real HTTP server, one service for each protocol. */
class RealClientTest {
    private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("AKIATEST", "secret");

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(new AwsHandler(
                new AwsSettings("000000000000", "us-east-1"),
                List.of(
                        new AwsService(
                                "lambda",
                                Protocol.REST_JSON_1,
                                LambdaClient.class,
                                List.of(new GetFunctionConfiguration())),
                        new AwsService("ecr", Protocol.AWS_JSON_1_1, EcrClient.class, List.of(new CreateRepository())),
                        new AwsService(
                                "iam", Protocol.AWS_QUERY, IamClient.class, List.of(new CreateRole()), "https://iam/"),
                        new AwsService(
                                        "s3",
                                        Protocol.REST_XML,
                                        S3Client.class,
                                        List.of(new PutObject(), new GetObject()),
                                        "http://s3/")
                                .with(
                                        ServiceTrait.BARE_ERRORS,
                                        ServiceTrait.RESOURCE_IN_HOST,
                                        ServiceTrait.PATH_SIGNED_AS_SENT,
                                        ServiceTrait.ANONYMOUS_CALLERS)),
                (key, _) -> Optional.of(new Credentials(
                        key, "secret", Optional.empty(), Optional.empty(), new Caller.Root("000000000000"))),
                Authorizer.ALLOWS_ALL,
                new SystemTime(),
                new Random(1)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(server.uri())
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .region(Region.EU_WEST_1)
                .build();
    }

    @Test
    void restJson() {
        try (LambdaClient lambda = client(LambdaClient.builder())) {
            GetFunctionConfigurationResponse answer = lambda.getFunctionConfiguration(
                    request -> request.functionName("a:b/ü").qualifier("$LATEST"));
            assertThat(answer.functionName()).isEqualTo("a:b/ü");
            assertThat(answer.version()).isEqualTo("$LATEST");
            assertThat(answer.environment().variables()).containsEntry("A", "1");
        }
    }

    @Test
    void awsJson11() {
        try (EcrClient ecr = client(EcrClient.builder())) {
            assertThat(ecr.createRepository(request -> request.repositoryName("x")
                                    .tags(List.of(software.amazon.awssdk.services.ecr.model.Tag.builder()
                                            .key("k")
                                            .value("v")
                                            .build())))
                            .repository()
                            .repositoryName())
                    .isEqualTo("x/k=v");
        }
    }

    @Test
    void awsQuery() {
        try (IamClient iam = client(IamClient.builder())) {
            assertThat(iam.createRole(request -> request.roleName("x")
                                    .tags(List.of(software.amazon.awssdk.services.iam.model.Tag.builder()
                                            .key("k")
                                            .value("v <&>")
                                            .build())))
                            .role()
                            .tags()
                            .getFirst()
                            .value())
                    .isEqualTo("v <&>");
        }
    }

    @Test
    void restXml() {
        try (S3Client s3 = client(S3Client.builder().forcePathStyle(true))) {
            s3.putObject(
                    request -> request.bucket("b").key("a b/+ü//x").metadata(Map.of("who", "me")),
                    RequestBody.fromString("hello"));
            assertThat(s3.getObjectAsBytes(request -> request.bucket("b").key("a b/+ü//x"))
                            .asUtf8String())
                    .isEqualTo("hello");
        }
    }

    static final class GetFunctionConfiguration
            implements Operation.Plain<GetFunctionConfigurationRequest, GetFunctionConfigurationResponse> {
        @Override
        public List<Access> access(GetFunctionConfigurationRequest input) {
            return List.of(Access.toAny("lambda:GetFunctionConfiguration"));
        }

        @Override
        public GetFunctionConfigurationResponse call(GetFunctionConfigurationRequest input) {
            return GetFunctionConfigurationResponse.builder()
                    .functionName(input.functionName())
                    .version(input.qualifier())
                    .environment(environment -> environment.variables(Map.of("A", "1")))
                    .build();
        }
    }

    static final class CreateRepository implements Operation.Plain<CreateRepositoryRequest, CreateRepositoryResponse> {
        @Override
        public List<Access> access(CreateRepositoryRequest input) {
            return List.of();
        }

        @Override
        public CreateRepositoryResponse call(CreateRepositoryRequest input) {
            return CreateRepositoryResponse.builder()
                    .repository(Repository.builder()
                            .repositoryName(input.repositoryName() + "/"
                                    + input.tags().getFirst().key() + "="
                                    + input.tags().getFirst().value())
                            .build())
                    .build();
        }
    }

    static final class CreateRole implements Operation.Plain<CreateRoleRequest, CreateRoleResponse> {
        @Override
        public List<Access> access(CreateRoleRequest input) {
            return List.of();
        }

        @Override
        public CreateRoleResponse call(CreateRoleRequest input) {
            return CreateRoleResponse.builder()
                    .role(Role.builder()
                            .roleName(input.roleName())
                            .tags(input.tags())
                            .build())
                    .build();
        }
    }

    private static final Map<String, byte[]> OBJECTS = new ConcurrentHashMap<>();

    static final class PutObject implements Operation.Upload<PutObjectRequest, PutObjectResponse> {
        @Override
        public List<Access> access(PutObjectRequest input) {
            return List.of();
        }

        @Override
        public PutObjectResponse call(PutObjectRequest input, UploadContent content) throws IOException {
            OBJECTS.put(input.key(), content.stream().readAllBytes());
            return PutObjectResponse.builder().eTag("\"x\"").build();
        }
    }

    static final class GetObject implements Operation.Download<GetObjectRequest, GetObjectResponse> {
        @Override
        public List<Access> access(GetObjectRequest input) {
            return List.of();
        }

        @Override
        public Content<GetObjectResponse> call(GetObjectRequest input) {
            byte[] bytes = OBJECTS.getOrDefault(input.key(), new byte[0]);
            return new Content<>(
                    GetObjectResponse.builder()
                            .contentLength((long) bytes.length)
                            .build(),
                    HttpBody.of(bytes));
        }
    }
}
