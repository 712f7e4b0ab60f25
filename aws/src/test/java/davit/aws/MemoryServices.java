package davit.aws;

import davit.aws.AwsService.Protocol;
import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;
import davit.aws.operation.ServiceTrait;
import davit.aws.operation.UploadContent;
import davit.base.http.HttpBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;

/** One service for each protocol, of a few operations on the SDK's real types that say what they were given. */
final class MemoryServices {
    static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");

    /** Named by a request, an error of the service's own. */
    static final String MISSING = "missing";

    private MemoryServices() {}

    static List<AwsService> all() {
        Map<String, StoredObject> objects = new ConcurrentHashMap<>();
        return List.of(
                new AwsService(
                        "lambda", Protocol.REST_JSON_1, LambdaClient.class, List.of(new GetFunctionConfiguration())),
                new AwsService("ecr", Protocol.AWS_JSON_1_1, EcrClient.class, List.of(new CreateRepository())),
                new AwsService("states", Protocol.AWS_JSON_1_0, SfnClient.class, List.of(new DescribeStateMachine())),
                new AwsService(
                        "iam",
                        Protocol.AWS_QUERY,
                        IamClient.class,
                        List.of(new CreateRole()),
                        "https://iam.amazonaws.com/doc/2010-05-08/"),
                new AwsService(
                                "s3",
                                Protocol.REST_XML,
                                S3Client.class,
                                List.of(
                                        new PutObject(objects),
                                        new GetObject(objects),
                                        new HeadObject(),
                                        new DeleteObjects(),
                                        new PutBucketAcl(),
                                        new GetBucketLocation()),
                                "http://s3.amazonaws.com/doc/2006-03-01/")
                        .with(
                                ServiceTrait.BARE_ERRORS,
                                ServiceTrait.RESOURCE_IN_HOST,
                                ServiceTrait.PATH_SIGNED_AS_SENT,
                                ServiceTrait.ANONYMOUS_CALLERS));
    }

    record StoredObject(String text, Map<String, String> metadata) {}

    private enum MemoryError implements ServiceError {
        FUNCTION("ResourceNotFoundException"),
        REPOSITORY("RepositoryAlreadyExistsException"),
        STATE_MACHINE("StateMachineDoesNotExist"),
        ROLE("EntityAlreadyExists"),
        KEY("NoSuchKey");

        private final String code;

        MemoryError(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public int status() {
            return this == FUNCTION || this == KEY ? 404 : 400;
        }

        void throwIfMissing(String name) {
            if (name.equals(MISSING)) {
                throw new ServiceException(this, "there is no <" + name + ">", Map.of("Key", "a&b"));
            }
        }
    }

    static final class GetFunctionConfiguration
            implements Operation.Plain<GetFunctionConfigurationRequest, GetFunctionConfigurationResponse> {
        @Override
        public List<Access> access(GetFunctionConfigurationRequest input) {
            return List.of(Access.to(
                    "lambda:GetFunctionConfiguration", Arn.of("lambda", "eu-west-1", "1", input.functionName())));
        }

        @Override
        public GetFunctionConfigurationResponse call(GetFunctionConfigurationRequest input) {
            MemoryError.FUNCTION.throwIfMissing(input.functionName());
            return GetFunctionConfigurationResponse.builder()
                    .functionName(input.functionName())
                    .version(input.qualifier())
                    .description(RequestContext.current().region())
                    .environment(environment -> environment.variables(Map.of("A", "1")))
                    .layers(List.of())
                    .build();
        }
    }

    static final class CreateRepository implements Operation.Plain<CreateRepositoryRequest, CreateRepositoryResponse> {
        @Override
        public List<Access> access(CreateRepositoryRequest input) {
            return List.of(Access.toAny("ecr:CreateRepository"));
        }

        @Override
        public CreateRepositoryResponse call(CreateRepositoryRequest input) {
            MemoryError.REPOSITORY.throwIfMissing(input.repositoryName());
            return CreateRepositoryResponse.builder()
                    .repository(Repository.builder()
                            .repositoryName(input.repositoryName())
                            .imageTagMutability(input.imageTagMutability())
                            .createdAt(CREATED)
                            .build())
                    .build();
        }
    }

    static final class DescribeStateMachine
            implements Operation.Plain<DescribeStateMachineRequest, DescribeStateMachineResponse> {
        @Override
        public List<Access> access(DescribeStateMachineRequest input) {
            return List.of(Access.toAny("states:DescribeStateMachine"));
        }

        @Override
        public DescribeStateMachineResponse call(DescribeStateMachineRequest input) {
            MemoryError.STATE_MACHINE.throwIfMissing(input.stateMachineArn());
            return DescribeStateMachineResponse.builder()
                    .stateMachineArn(input.stateMachineArn())
                    .creationDate(CREATED)
                    .build();
        }
    }

    static final class CreateRole implements Operation.Plain<CreateRoleRequest, CreateRoleResponse> {
        @Override
        public List<Access> access(CreateRoleRequest input) {
            return List.of(Access.toAny("iam:CreateRole"));
        }

        @Override
        public CreateRoleResponse call(CreateRoleRequest input) {
            MemoryError.ROLE.throwIfMissing(input.roleName());
            return CreateRoleResponse.builder()
                    .role(Role.builder()
                            .roleName(input.roleName())
                            .assumeRolePolicyDocument(input.assumeRolePolicyDocument())
                            .tags(input.tags())
                            .createDate(CREATED)
                            .build())
                    .build();
        }
    }

    record PutObject(Map<String, StoredObject> objects)
            implements Operation.Upload<PutObjectRequest, PutObjectResponse> {
        @Override
        public List<Access> access(PutObjectRequest input) {
            return List.of(Access.toAny("s3:PutObject"));
        }

        @Override
        public PutObjectResponse call(PutObjectRequest input, UploadContent content) throws IOException {
            String text = new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
            objects.put(input.bucket() + "/" + input.key(), new StoredObject(text, input.metadata()));
            return PutObjectResponse.builder()
                    .eTag("\"" + text.length() + "\"")
                    .checksumCRC32(content.trailers().get("x-amz-checksum-crc32"))
                    .build();
        }
    }

    record GetObject(Map<String, StoredObject> objects)
            implements Operation.Download<GetObjectRequest, GetObjectResponse> {
        @Override
        public List<Access> access(GetObjectRequest input) {
            return List.of(Access.toAny("s3:GetObject"));
        }

        @Override
        public Content<GetObjectResponse> call(GetObjectRequest input) {
            MemoryError.KEY.throwIfMissing(input.key());
            StoredObject object = Optional.ofNullable(objects.get(input.bucket() + "/" + input.key()))
                    .orElse(new StoredObject("", Map.of()));
            byte[] bytes = object.text().getBytes(StandardCharsets.UTF_8);
            return new Content<>(
                    GetObjectResponse.builder()
                            .contentLength((long) bytes.length)
                            .metadata(object.metadata())
                            .lastModified(CREATED)
                            .build(),
                    HttpBody.of(bytes));
        }
    }

    static final class HeadObject implements Operation.Plain<HeadObjectRequest, HeadObjectResponse> {
        @Override
        public List<Access> access(HeadObjectRequest input) {
            return List.of(Access.toAny("s3:GetObject"));
        }

        @Override
        public HeadObjectResponse call(HeadObjectRequest input) {
            MemoryError.KEY.throwIfMissing(input.key());
            return HeadObjectResponse.builder().contentLength(7L).build();
        }
    }

    static final class DeleteObjects implements Operation.Plain<DeleteObjectsRequest, DeleteObjectsResponse> {
        @Override
        public List<Access> access(DeleteObjectsRequest input) {
            return List.of(Access.toAny("s3:DeleteObject"));
        }

        @Override
        public Optional<String> xmlRoot() {
            return Optional.of("DeleteResult");
        }

        @Override
        public DeleteObjectsResponse call(DeleteObjectsRequest input) {
            return DeleteObjectsResponse.builder()
                    .deleted(input.delete().objects().stream()
                            .map(object ->
                                    DeletedObject.builder().key(object.key()).build())
                            .toList())
                    .build();
        }
    }

    static final class PutBucketAcl implements Operation.Plain<PutBucketAclRequest, PutBucketAclResponse> {
        @Override
        public List<Access> access(PutBucketAclRequest input) {
            return List.of(Access.toAny("s3:PutBucketAcl"));
        }

        @Override
        public PutBucketAclResponse call(PutBucketAclRequest input) {
            String type =
                    input.accessControlPolicy().grants().getFirst().grantee().typeAsString();
            MemoryError.KEY.throwIfMissing(type.equals("CanonicalUser") ? "" : MISSING);
            return PutBucketAclResponse.builder().build();
        }
    }

    static final class GetBucketLocation
            implements Operation.Plain<GetBucketLocationRequest, GetBucketLocationResponse> {
        @Override
        public List<Access> access(GetBucketLocationRequest input) {
            return List.of(Access.toAny("s3:GetBucketLocation"));
        }

        @Override
        public Optional<String> xmlRoot() {
            return Optional.of("LocationConstraint");
        }

        @Override
        public GetBucketLocationResponse call(GetBucketLocationRequest input) {
            return GetBucketLocationResponse.builder()
                    .locationConstraint(BucketLocationConstraint.EU_WEST_1)
                    .build();
        }
    }
}
