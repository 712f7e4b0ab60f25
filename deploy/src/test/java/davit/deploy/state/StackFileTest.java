package davit.deploy.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.json.Json;
import davit.deploy.state.Resource.Kind;
import davit.deploy.state.ValueCodec.SecretForm;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ArchiveValue;
import davit.deploy.value.PropertyValue.AssetValue;
import davit.deploy.value.PropertyValue.ReferenceValue;
import davit.deploy.value.PropertyValue.SecretValue;
import davit.deploy.value.PropertyValue.Source;
import davit.deploy.value.Urn;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StackFileTest {
    private static final StackName NAME = new StackName("web", "dev");
    private static final Urn STACK = Urn.ofStack("dev", "web");
    private static final Urn BUCKET = STACK.child("aws:s3/bucket:Bucket", "bucket");
    private static final Urn PROVIDER = Urn.of("dev", "web", "pulumi:providers:aws", "default");

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path data;

    private StackFile open(Map<String, String> environment) throws IOException {
        return StackFile.open(data, NAME, environment, time);
    }

    private Snapshot everything() {
        Properties values = Properties.EMPTY
                .with("text", "a")
                .with("number", 2048)
                .with("fraction", 0.5)
                .with("truth", true)
                .with("nothing", PropertyValue.nothing())
                .with("list", PropertyValue.ofTexts(List.of("x", "y")))
                .with("secret", new SecretValue(PropertyValue.of(Properties.EMPTY.with("password", "hunter2"))))
                .with("asset", new AssetValue("", Source.TEXT, "content"))
                .with(
                        "archive",
                        new ArchiveValue(
                                "aa",
                                Source.ASSETS,
                                "",
                                Properties.of("index.js", new AssetValue("", Source.PATH, "index.js"))))
                .with("reference", new ReferenceValue(BUCKET, PropertyValue.of("b-1"), "7.0.0"));
        Relations relations = new Relations(
                Optional.of(STACK),
                Optional.of(new ProviderReference(PROVIDER, "id")),
                new TreeSet<>(List.of(BUCKET)),
                new TreeMap<>(Map.of("text", new TreeSet<>(List.of(BUCKET)))));
        ResourceOptions options = new ResourceOptions(
                true,
                true,
                Optional.of(false),
                Optional.of(BUCKET),
                List.of(BUCKET),
                List.of("tags"),
                List.of("text"),
                List.of("secret"),
                new Timeouts(
                        Optional.of(Duration.ofMinutes(3)),
                        Optional.empty(),
                        Optional.of(Duration.ofMillis(1500)),
                        Optional.empty()),
                "imported",
                PropertyValue.of("trigger"));
        Resource resource = new Resource(
                STACK.child("aws:lambda/function:Function", "fn"),
                Kind.CUSTOM,
                "fn-1",
                values,
                values,
                relations,
                options,
                Status.created(time.now()).failed("half-way"));
        return new Snapshot(List.of(resource), List.of(new PendingOperation(resource, PendingOperation.Type.CREATING)));
    }

    @Test
    void everythingComesBackAsItWas() throws IOException {
        Map<String, String> passphrase = Map.of("PULUMI_CONFIG_PASSPHRASE", "correct horse");
        open(passphrase).write(everything());
        StackFile file = open(passphrase);
        assertThat(file.read()).isEqualTo(everything());

        JsonNode whole = Json.tree(Files.readString(file.path()));
        assertThat(whole.path("version").asInt()).isEqualTo(3);
        assertThat(whole.path("deployment")
                        .path("secrets_providers")
                        .path("type")
                        .asString())
                .isEqualTo("passphrase");
        assertThat(whole.toString()).doesNotContain("hunter2");
        assertThat(data.resolve("stacks/secret.key")).doesNotExist();

        assertThatThrownBy(
                        () -> open(Map.of("PULUMI_CONFIG_PASSPHRASE", "wrong")).read())
                .hasMessageContaining("cannot be decrypted");
    }

    @Test
    void anExportIsImportedAndAForeignOneIsRefused() throws IOException {
        StackFile file = open(Map.of());
        file.write(everything());
        String exported = file.export(SecretForm.ENCRYPTED);
        file.delete();
        open(Map.of()).importFrom(exported, NAME);
        assertThat(open(Map.of()).read()).isEqualTo(everything());

        assertThatThrownBy(() -> file.importFrom(exported, new StackName("other", "dev")))
                .hasMessageContaining("belongs to another stack than other/dev");
        assertThatThrownBy(() -> file.importFrom("{\"version\":2}", NAME)).hasMessageContaining("only version 3");
        assertThatThrownBy(() -> file.importFrom("nonsense", NAME)).hasMessageContaining("is no JSON");
    }

    @Test
    void theStateOfPulumiItselfIsRead() throws IOException {
        String theirs = """
                {"version": 3, "deployment": {
                  "manifest": {"time": "2026-01-01T00:00:00.123456789+01:00", "magic": "", "version": "v3.248.0"},
                  "resources": [
                    {"urn": "urn:pulumi:dev::web::pulumi:pulumi:Stack::web-dev", "custom": false,
                     "type": "pulumi:pulumi:Stack", "outputs": {"bucketName": "b-1"},
                     "created": "2026-01-01T00:00:00.123456789+01:00", "modified": "2026-01-01T00:00:00Z"},
                    {"urn": "urn:pulumi:dev::web::pulumi:providers:aws::default_7_48_0", "custom": true, "id": "u",
                     "type": "pulumi:providers:aws", "inputs": {"region": "us-east-1", "version": "7.48.0"}},
                    {"urn": "urn:pulumi:dev::web::aws:s3/bucket:Bucket::bucket", "custom": true, "id": "b-1",
                     "type": "aws:s3/bucket:Bucket", "inputs": {"__defaults": ["bucket"], "bucket": "b-1"},
                     "outputs": {"arn": "arn:aws:s3:::b-1"},
                     "parent": "urn:pulumi:dev::web::pulumi:pulumi:Stack::web-dev",
                     "provider": "urn:pulumi:dev::web::pulumi:providers:aws::default_7_48_0::u",
                     "propertyDependencies": {"bucket": null}, "sourcePosition": "project:///index.ts#4,16"}]}}
                """;
        StackFile file = open(Map.of());
        file.importFrom(theirs, NAME);
        Snapshot snapshot = file.read();
        assertThat(snapshot.outputs().text("bucketName")).contains("b-1");
        Resource bucket = snapshot.find(BUCKET).orElseThrow();
        assertThat(bucket.id()).isEqualTo("b-1");
        assertThat(bucket.relations().provider().orElseThrow().id()).isEqualTo("u");
    }
}
