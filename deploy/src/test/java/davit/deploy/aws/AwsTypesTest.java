package davit.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.time.SystemTime;
import davit.deploy.aws.schema.JsonValues;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.Difference;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** What the types make of inputs: defaults, names, differences, refusals. Nobody is asked. */
class AwsTypesTest {
    private static final String FUNCTION = "aws:lambda/function:Function";
    private static final String BUCKET = "aws:s3/bucket:Bucket";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String IMAGE = """
            {"packageType": "Image", "imageUri": "localhost:4566/app@sha256:1", "role": "arn:aws:iam::0:role/r"}""";

    private ConfiguredProvider aws = configured("{}");

    @BeforeEach
    void configure() {
        aws = configured("{}");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private static ConfiguredProvider configured(String inputs) {
        AwsDefaults defaults = new AwsDefaults(Optional.empty(), "us-east-1", AnonymousCredentialsProvider.create());
        try {
            return new AwsPackage(defaults, new SystemTime())
                    .configure(new ProviderConfiguration(json(inputs), Path.of("/program"), "project", "dev"));
        } catch (ProviderException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFunctionGetsPulumisDefaultsAndAName() {
        Properties inputs = accepted(FUNCTION, "thumbnailer", IMAGE);

        assertThat(inputs.text("name").orElseThrow()).matches("thumbnailer-[0-9a-f]{7}");
        assertThat(inputs.integer("memorySize")).hasValue(128);
        assertThat(inputs.integer("timeout")).hasValue(3);
        assertThat(inputs.integer("reservedConcurrentExecutions")).hasValue(-1);
        assertThat(inputs.bool("publish")).hasValue(false);
        assertThat(inputs.texts(CheckRequest.DEFAULTS))
                .contains("name", "timeout")
                .doesNotContain("role");
    }

    @Test
    void aNameStaysAsLongAsTheResource() {
        Properties first = accepted(FUNCTION, "thumbnailer", IMAGE);
        Checked second = type(FUNCTION).check(request(FUNCTION, "thumbnailer", IMAGE, first));

        assertThat(second.inputs().text("name")).isEqualTo(first.text("name"));
        assertThat(diff(FUNCTION, first, second.inputs())).isEqualTo(Difference.NONE);
    }

    @Test
    void bucketsAndRepositoriesAreNamedInLowerCaseAndObjectsExactly() {
        assertThat(accepted(BUCKET, "MyBucket", "{}").text("bucket").orElseThrow())
                .matches("mybucket-[0-9a-f]{7}");
        assertThat(accepted("aws:ecr/repository:Repository", "Repo", "{}")
                        .text("name")
                        .orElseThrow())
                .matches("repo-[0-9a-f]{7}");
        assertThat(accepted("aws:s3/bucketObjectv2:BucketObjectv2", "index.html", "{\"bucket\": \"b\"}")
                        .text("key"))
                .hasValue("index.html");
        assertThat(accepted(BUCKET, "b", "{\"bucketPrefix\": \"log-\"}")
                        .text("bucket")
                        .orElseThrow())
                .matches("log-\\d{26}");
    }

    @Test
    void aLongNameIsCut() {
        String name = accepted(BUCKET, "b".repeat(80), "{}").text("bucket").orElseThrow();

        assertThat(name).hasSize(63).matches("b{55}-[0-9a-f]{7}");
    }

    @Test
    void aNewImageIsAnUpdateAndANewPackageTypeAReplacement() {
        Properties old = accepted(FUNCTION, "f", IMAGE);
        Difference image = diff(FUNCTION, old, old.with("imageUri", "localhost:4566/app@sha256:2"));
        Difference packageType = diff(FUNCTION, old, old.with("packageType", "Zip"));

        assertThat(image.changed()).containsExactly("imageUri");
        assertThat(image.replaces()).isFalse();
        assertThat(packageType.replacing()).containsExactly("packageType");
        assertThat(packageType.deleteBeforeReplace()).isFalse();
    }

    @Test
    void aReplacementWithTheProgramsOwnNameDeletesFirst() {
        Properties old = accepted(FUNCTION, "f", IMAGE.replace("{\"", "{\"name\": \"own\", \""));

        assertThat(diff(FUNCTION, old, old.with("packageType", "Zip")).deleteBeforeReplace())
                .isTrue();
    }

    @Test
    void whatTheCloudChoseIsNoDifference() {
        Properties old =
                accepted(FUNCTION, "f", IMAGE).with("architectures", PropertyValue.ofTexts(java.util.List.of("arm64")));

        assertThat(diff(FUNCTION, old, old.without("architectures")).isEmpty()).isTrue();
        assertThat(diff(FUNCTION, old, old.with("architectures", PropertyValue.ofTexts(java.util.List.of("x86_64"))))
                        .changed())
                .containsExactly("architectures");
    }

    @Test
    void emptyAndAbsentAreTheSameToAws() {
        Properties old = accepted(FUNCTION, "f", IMAGE);
        Properties empty = old.withAll(json("""
                {"description": "", "environment": {"variables": {}}, "imageConfig": {}, "layers": [], "tags": {}}"""));

        assertThat(diff(FUNCTION, old, empty).isEmpty()).isTrue();
    }

    @Test
    void policiesAreComparedAsJson() {
        Properties old =
                accepted(ROLE, "r", "{\"assumeRolePolicy\": \"{\\\"Version\\\":\\\"1\\\",\\\"Statement\\\":[]}\"}");
        Properties spaced = old.with("assumeRolePolicy", "{ \"Statement\": [], \"Version\": \"1\" }");
        Properties other = old.with("assumeRolePolicy", "{\"Statement\": [], \"Version\": \"2\" }");

        assertThat(diff(ROLE, old, spaced).isEmpty()).isTrue();
        assertThat(diff(ROLE, old, other).changed()).containsExactly("assumeRolePolicy");
    }

    @Test
    void aPolicyMayBeAnObject() {
        Properties inputs = accepted(ROLE, "r", """
                {"assumeRolePolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}}""");

        assertThat(inputs.text("assumeRolePolicy"))
                .hasValue("{\"Statement\":[{\"Effect\":\"Allow\"}],\"Version\":\"2012-10-17\"}");
    }

    @Test
    void aResourceInPlaceOfATextMeansItsId() {
        Urn role = Urn.of("dev", "project", ROLE, "r");
        Properties inputs = json("{\"policyArn\": \"arn:aws:iam::aws:policy/AWSLambdaExecute\"}")
                .with("role", new PropertyValue.ReferenceValue(role, PropertyValue.of("r-1234567"), ""));
        Urn urn = Urn.of("dev", "project", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a");
        Checked checked = type(urn.type()).check(new CheckRequest(urn, inputs, Optional.empty(), new Random(1)));

        assertThat(checked.failures()).isEmpty();
        assertThat(checked.inputs().text("role")).hasValue("r-1234567");
    }

    @Test
    void nothingIsSilentlyIgnored() {
        assertThat(failures(FUNCTION, IMAGE.replace("{\"", "{\"memory\": 512, \"")))
                .isEqualTo("memory: is no property of this type");
        assertThat(failures(FUNCTION, IMAGE.replace("{\"", "{\"durableConfig\": {\"executionTimeout\": 5}, \"")))
                .isEqualTo("durableConfig: is not supported by Davit");
        assertThat(failures(FUNCTION, IMAGE.replace("{\"", "{\"imageConfig\": {\"command\": []}, \"")))
                .isEqualTo("imageConfig.command: is no property of this type");
        assertThat(failures(FUNCTION, IMAGE.replace("{\"", "{\"timeout\": \"soon\", \"")))
                .isEqualTo("timeout: must be a number");
        assertThat(failures(FUNCTION, "{\"packageType\": \"Image\", \"role\": \"r\"}"))
                .isEqualTo("imageUri: one of `code,imageUri,s3Bucket` must be specified");
        assertThat(failures(FUNCTION, "{\"packageType\": \"Image\", \"imageUri\": \"i\"}"))
                .isEqualTo("role: is required");
        assertThat(failures(ROLE, "{\"assumeRolePolicy\": \"{\"}"))
                .isEqualTo("assumeRolePolicy: contains an invalid JSON document");
    }

    @Test
    void unknownValuesPassThePreview() {
        Properties inputs = json(IMAGE).with("imageUri", PropertyValue.unknown());
        Urn urn = Urn.of("dev", "project", FUNCTION, "f");
        Checked checked = type(FUNCTION).check(new CheckRequest(urn, inputs, Optional.empty(), new Random(1)));

        assertThat(checked.failures()).isEmpty();
        assertThat(checked.inputs().isUnknown("imageUri")).isTrue();
    }

    @Test
    void theProvidersTagsAreTagsOfEveryResource() {
        try (ConfiguredProvider tagging =
                configured("{\"defaultTags\": \"{\\\"tags\\\":{\\\"team\\\":\\\"a\\\"}}\"}")) {
            ResourceType bucket = tagging.resource(BUCKET).orElseThrow();
            Properties inputs = json("{\"bucket\": \"b\", \"tags\": {\"own\": \"1\"}}");
            ResourceState before = new ResourceState("b", inputs, json("{\"tagsAll\": {\"own\": \"1\"}}"));
            ResourceState after =
                    new ResourceState("b", inputs, json("{\"tagsAll\": {\"own\": \"1\", \"team\": \"a\"}}"));

            assertThat(bucket.diff(before, inputs).changed()).containsExactly("tags");
            assertThat(bucket.diff(after, inputs).isEmpty()).isTrue();
        }
    }

    @Test
    void aPreviewOfAnUpdateKnowsWhatStaysTheSame() {
        Properties inputs = accepted(FUNCTION, "f", IMAGE);
        ResourceState old = new ResourceState(
                "f", inputs, inputs.with("arn", "arn:f").with("codeSha256", "1").with("lastModified", "then"));
        Properties shown = type(FUNCTION).preview(old, inputs.with("imageUri", "localhost:4566/app@sha256:2"));

        assertThat(shown.text("arn")).hasValue("arn:f");
        assertThat(shown.isUnknown("codeSha256")).isTrue();
        assertThat(shown.text("imageUri")).hasValue("localhost:4566/app@sha256:2");
    }

    @Test
    void theProviderRefusesWhatItCannotDo() {
        AwsPackage aws = new AwsPackage(
                new AwsDefaults(Optional.empty(), "us-east-1", AnonymousCredentialsProvider.create()),
                new SystemTime());
        Checked checked = aws.check(json("""
                {"region": "eu-central-1", "assumeRoles": "[{\\"roleArn\\":\\"r\\"}]", "insecure": "false",
                 "skipRegionValidation": "true", "regoin": "x"}"""));

        assertThat(checked.failures())
                .extracting(failure -> failure.property() + ": " + failure.reason())
                .containsExactly(
                        "assumeRoles: is not supported by Davit", "regoin: is no property of the AWS provider");
    }

    @Test
    void anAccountThatIsNotReachedIsSaidSo() {
        AwsPackage nowhere = new AwsPackage(
                new AwsDefaults(
                        Optional.of(java.net.URI.create("http://127.0.0.1:1")),
                        "us-east-1",
                        AnonymousCredentialsProvider.create()),
                new SystemTime());
        Properties inputs = json("{\"allowedAccountIds\": \"[\\\"000000000000\\\"]\", \"maxRetries\": \"0\"}");

        assertThatThrownBy(() ->
                        nowhere.configure(new ProviderConfiguration(inputs, Path.of("/program"), "project", "dev")))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("operation error Sts: GetCallerIdentity");
    }

    private String failures(String token, String inputs) {
        Checked checked = type(token).check(request(token, "x", inputs));
        return String.join(
                "; ",
                checked.failures().stream()
                        .map(failure -> failure.property() + ": " + failure.reason())
                        .toList());
    }

    private Properties accepted(String token, String name, String inputs) {
        Checked checked = type(token).check(request(token, name, inputs));
        assertThat(checked.failures()).isEmpty();
        return checked.inputs();
    }

    private Difference diff(String token, Properties old, Properties inputs) {
        return type(token).diff(new ResourceState("id", old, old), inputs);
    }

    private ResourceType type(String token) {
        return aws.resource(token).orElseThrow();
    }

    private static CheckRequest request(String token, String name, String inputs, Properties... old) {
        return new CheckRequest(
                Urn.of("dev", "project", token, name),
                json(inputs),
                Stream.of(old).findFirst(),
                new Random(1));
    }

    private static Properties json(String text) {
        return JsonValues.parse(text).orElseThrow().asObject().orElseThrow();
    }
}
