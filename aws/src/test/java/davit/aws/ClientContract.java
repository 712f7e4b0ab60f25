package davit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Type;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** What a client sees, whether it is the SDK's over HTTP or one in the same process. */
interface ClientContract {
    LambdaClient lambda();

    EcrClient ecr();

    SfnClient sfn();

    IamClient iam();

    S3Client s3();

    /** A client whom the authoriser allows nothing. */
    LambdaClient lambdaOfStranger();

    @Test
    default void restJson() {
        GetFunctionConfigurationResponse answer = lambda().getFunctionConfiguration(
                        request -> request.functionName("a:b/ü ~").qualifier("$LATEST"));
        assertThat(answer.functionName()).isEqualTo("a:b/ü ~");
        assertThat(answer.version()).isEqualTo("$LATEST");
        assertThat(answer.description()).isEqualTo("eu-west-1");
        assertThat(answer.environment().variables()).containsEntry("A", "1");
        assertThat(answer.hasLayers()).isTrue();
        assertThatThrownBy(() -> lambda().getFunctionConfiguration(request -> request.functionName("missing")))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> assertError(e, 404));
    }

    @Test
    default void awsJson11() {
        Repository repository = ecr().createRepository(
                        request -> request.repositoryName("x").imageTagMutability(ImageTagMutability.IMMUTABLE))
                .repository();
        assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(repository.createdAt()).isEqualTo(MemoryServices.CREATED);
        assertThatThrownBy(() -> ecr().createRepository(request -> request.repositoryName("missing")))
                .isInstanceOfSatisfying(RepositoryAlreadyExistsException.class, e -> assertError(e, 400));
    }

    @Test
    default void awsJson10() {
        assertThat(sfn().describeStateMachine(request -> request.stateMachineArn("arn:x"))
                        .creationDate())
                .isEqualTo(MemoryServices.CREATED);
        assertThatThrownBy(() -> sfn().describeStateMachine(request -> request.stateMachineArn("missing")))
                .isInstanceOfSatisfying(StateMachineDoesNotExistException.class, e -> assertError(e, 400));
    }

    @Test
    default void awsQuery() {
        Tag tag = Tag.builder().key("k").value("v <&>\r\n\t😹+ =").build();
        Role role = iam().createRole(request -> request.roleName("x")
                        .assumeRolePolicyDocument("{\"a\": [1]}")
                        .tags(List.of(tag)))
                .role();
        assertThat(role.tags()).containsExactly(tag);
        assertThat(role.createDate()).isEqualTo(MemoryServices.CREATED);
        assertThat(role.assumeRolePolicyDocument()).isEqualTo("{\"a\": [1]}");
        assertThatThrownBy(() ->
                        iam().createRole(request -> request.roleName("missing").assumeRolePolicyDocument("{}")))
                .isInstanceOfSatisfying(EntityAlreadyExistsException.class, e -> assertError(e, 400));
    }

    @Test
    default void restXmlWithStreams() {
        String key = "a b/+ü//x%20../😹";
        s3().putObject(
                        request -> request.bucket("b.c").key(key).metadata(Map.of("who", "me")),
                        RequestBody.fromString("hello"));
        assertThat(s3().getObjectAsBytes(request -> request.bucket("b.c").key(key))
                        .asUtf8String())
                .isEqualTo("hello");
        GetObjectResponse response =
                s3().getObject(request -> request.bucket("b.c").key(key), (answer, stream) -> answer);
        assertThat(response.metadata()).containsExactlyEntriesOf(Map.of("who", "me"));
        assertThatThrownBy(() ->
                        s3().getObjectAsBytes(request -> request.bucket("b").key("missing")))
                .isInstanceOfSatisfying(NoSuchKeyException.class, e -> assertError(e, 404));
    }

    @Test
    default void restXmlWithDocuments() {
        assertThat(s3().deleteObjects(request -> request.bucket("b").delete(deletion("a<b", "c d")))
                        .deleted())
                .extracting(deleted -> deleted.key())
                .containsExactly("a<b", "c d");
        assertThat(s3().getBucketLocation(request -> request.bucket("b")).locationConstraint())
                .isEqualTo(BucketLocationConstraint.EU_WEST_1);
        Grant grant = Grant.builder()
                .grantee(who -> who.type(Type.CANONICAL_USER).id("me"))
                .build();
        s3().putBucketAcl(request -> request.bucket("b").accessControlPolicy(policy -> policy.grants(List.of(grant))));
    }

    private static Delete deletion(String... keys) {
        return Delete.builder()
                .objects(List.of(keys).stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList())
                .build();
    }

    @Test
    default void operationsThatAreNotImplementedAreRefusedOnce() {
        for (Runnable call : List.<Runnable>of(
                () -> lambda().listLayers(),
                () -> ecr().describeRegistry(request -> {}),
                () -> sfn().listStateMachines(),
                () -> iam().listUsers(),
                () -> s3().getBucketVersioning(request -> request.bucket("b")))) {
            assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsServiceException.class, e -> {
                assertThat(e.statusCode()).isBetween(400, 499);
                assertThat(e.numAttempts()).isLessThanOrEqualTo(1);
                assertThat(e.awsErrorDetails().errorMessage()).contains("is not implemented");
            });
        }
    }

    @Test
    default void whoMayNotIsRefused() {
        assertThatThrownBy(() -> lambdaOfStranger().getFunctionConfiguration(request -> request.functionName("f")))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("lambda:GetFunctionConfiguration on arn:aws:lambda:eu-west-1:1:f");
                });
    }

    private static void assertError(AwsServiceException e, int status) {
        assertThat(e.statusCode()).isEqualTo(status);
        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("there is no <missing>");
        assertThat(e.requestId()).matches("[0-9a-f-]{36}");
    }
}
