package davit.services.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.AwsService;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer;
import davit.base.http.HttpRequest;
import davit.base.storage.Blobs;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.SqliteRecords;
import davit.images.oci.Digest;
import davit.images.registry.RegistryAccess;
import davit.images.registry.RegistryAccess.Action;
import davit.images.registry.RegistryAccess.Attempt;
import davit.images.registry.RegistryAccess.Decision;
import davit.images.repository.Repositories;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;

class EcrServiceTest {
    private static final HttpRequest.Origin LOOPBACK = new HttpRequest.Origin("127.0.0.1", true);
    private static final HttpRequest.Origin OUTSIDE = new HttpRequest.Origin("10.0.0.2", false);
    private static final RequestContext CONTEXT = new RequestContext(
            "request",
            new Caller.Root("000000000000"),
            "000000000000",
            "us-east-1",
            URI.create("http://127.0.0.1:4566"),
            "127.0.0.1");

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private SqliteRecords records;
    private Repositories contents;
    private AwsService service;
    private RegistryAccess access;

    @BeforeEach
    void open() throws IOException {
        records = new SqliteRecords(folder.resolve("davit.db"));
        contents = new Repositories(records, new DirectoryBlobs(folder.resolve("blobs")), time);
        EcrService ecr = new EcrService(contents, records, Authorizer.ALLOWS_ALL, "000000000000", new Random(1), time);
        service = ecr.service();
        access = ecr.registryAccess();
    }

    @AfterEach
    void close() {
        records.close();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the operation is found by the name of the request
    private <I extends AwsRequest, O extends AwsResponse> O call(I input) {
        String name = input.getClass().getSimpleName().replace("Request", "");
        Operation.Plain<I, O> operation = (Operation.Plain<I, O>) service.operations().stream()
                .filter(candidate -> candidate.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
        return ScopedValue.where(RequestContext.CURRENT, CONTEXT).call(() -> {
            assertThat(operation.access(input)).isNotEmpty();
            return operation.call(input);
        });
    }

    private CreateRepositoryResponse create(String name) {
        return call(CreateRepositoryRequest.builder().repositoryName(name).build());
    }

    private Digest blob(String repository, String content) throws IOException {
        try (Blobs.Upload upload = contents.beginUpload()) {
            upload.content().write(content.getBytes(StandardCharsets.UTF_8));
            return contents.finishUpload(repository, upload);
        }
    }

    private String manifest(String repository, String content) throws IOException {
        return """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},"layers":[]}""".formatted(blob(repository, content), content.length());
    }

    @Test
    void aRepositorysUriIsWhereTheClientReachedTheServer() {
        CreateRepositoryResponse made = create("team/app");
        assertThat(made.repository().repositoryUri()).isEqualTo("127.0.0.1:4566/team/app");
        assertThat(made.repository().repositoryArn())
                .isEqualTo("arn:aws:ecr:us-east-1:000000000000:repository/team/app");
        DescribeRepositoriesResponse all =
                call(DescribeRepositoriesRequest.builder().build());
        assertThat(all.repositories()).containsExactly(made.repository());
    }

    @Test
    void refusesNamesThatAreTakenOrWrong() {
        create("team/app");
        assertThatThrownBy(() -> create("team/app"))
                .hasMessage(
                        "The repository with name 'team/app' already exists in the registry with id '000000000000'");
        assertThatThrownBy(() -> create("Team")).hasMessageContaining("must satisfy regular expression");
        assertThatThrownBy(() -> create("a")).isInstanceOf(ServiceException.class);
    }

    @Test
    void imagesAreListedDescribedReadAndDeleted() throws IOException {
        create("app");
        String manifest = manifest("app", "{}");
        call(PutImageRequest.builder()
                .repositoryName("app")
                .imageManifest(manifest)
                .imageTag("one")
                .build());

        ListImagesResponse listed =
                call(ListImagesRequest.builder().repositoryName("app").build());
        assertThat(listed.imageIds()).extracting(ImageIdentifier::imageTag).containsExactly("one");
        DescribeImagesResponse described =
                call(DescribeImagesRequest.builder().repositoryName("app").build());
        assertThat(described.imageDetails().getFirst().imageSizeInBytes()).isEqualTo(2);
        ImageIdentifier id = ImageIdentifier.builder().imageTag("one").build();
        BatchGetImageResponse read = call(BatchGetImageRequest.builder()
                .repositoryName("app")
                .imageIds(id)
                .build());
        assertThat(read.images().getFirst().imageManifest()).isEqualTo(manifest);

        DeleteRepositoryRequest delete =
                DeleteRepositoryRequest.builder().repositoryName("app").build();
        assertThatThrownBy(() -> call(delete)).hasMessageContaining("still contains images");
        BatchDeleteImageResponse deleted = call(BatchDeleteImageRequest.builder()
                .repositoryName("app")
                .imageIds(id)
                .build());
        assertThat(deleted.imageIds()).hasSize(1);
        assertThat(contents.manifests().list("app", "", 10)).isEmpty();
        call(delete);
        assertThatThrownBy(() -> call(DescribeRepositoriesRequest.builder()
                        .repositoryNames("app")
                        .build()))
                .hasMessage("The repository with name 'app' does not exist in the registry with id '000000000000'");
    }

    @Test
    void anImmutableTagStaysWhereItIs() throws IOException {
        create("app");
        call(PutImageTagMutabilityRequest.builder()
                .repositoryName("app")
                .imageTagMutability("IMMUTABLE")
                .build());
        call(PutImageRequest.builder()
                .repositoryName("app")
                .imageManifest(manifest("app", "{}"))
                .imageTag("one")
                .build());
        PutImageRequest other = PutImageRequest.builder()
                .repositoryName("app")
                .imageManifest(manifest("app", "{ }"))
                .imageTag("one")
                .build();
        assertThatThrownBy(() -> call(other))
                .hasMessageContaining("cannot be overwritten because the tag is immutable");
    }

    @Test
    void lifecyclePoliciesAndTagsAreKept() {
        String arn = create("app").repository().repositoryArn();
        GetLifecyclePolicyRequest get =
                GetLifecyclePolicyRequest.builder().repositoryName("app").build();
        assertThatThrownBy(() -> call(get)).hasMessageContaining("Lifecycle policy does not exist");
        String policy = """
                {"rules":[{"rulePriority":1,"description":"remove untagged images","selection":{"tagStatus":"untagged",\
                "countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}""";
        call(PutLifecyclePolicyRequest.builder()
                .repositoryName("app")
                .lifecyclePolicyText(policy)
                .build());
        assertThat(call(get).toString()).contains("remove untagged images");
        assertThatThrownBy(() -> call(PutLifecyclePolicyRequest.builder()
                        .repositoryName("app")
                        .lifecyclePolicyText("{}")
                        .build()))
                .hasMessageContaining("Lifecycle policy validation failure");

        Tag tag = Tag.builder().key("team").value("video").build();
        call(TagResourceRequest.builder().resourceArn(arn).tags(tag).build());
        ListTagsForResourceResponse tags =
                call(ListTagsForResourceRequest.builder().resourceArn(arn).build());
        assertThat(tags.tags()).containsExactly(tag);
    }

    @Test
    void onlyATokenOpensTheRegistryToOutsidersAndWrongOnesNever() {
        assertThat(decide(null, LOOPBACK)).isInstanceOf(Decision.Allowed.class);
        assertThat(decide(null, OUTSIDE)).isInstanceOf(Decision.Unauthenticated.class);
        assertThat(decide(basic("AWS:wrong"), LOOPBACK)).isInstanceOf(Decision.Unauthenticated.class);

        GetAuthorizationTokenResponse token =
                call(GetAuthorizationTokenRequest.builder().build());
        assertThat(token.authorizationData().getFirst().proxyEndpoint()).isEqualTo("http://127.0.0.1:4566");
        String header = "Basic " + token.authorizationData().getFirst().authorizationToken();
        assertThat(decide(header, OUTSIDE)).isInstanceOf(Decision.Allowed.class);
        time.advance(Duration.ofHours(12));
        assertThat(decide(header, LOOPBACK)).isInstanceOf(Decision.Unauthenticated.class);
    }

    private Decision decide(@Nullable String authorization, HttpRequest.Origin origin) {
        return access.decide(new Attempt(Optional.ofNullable(authorization), Action.PULL, "app", origin));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
