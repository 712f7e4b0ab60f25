package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.time.SystemTime;
import davit.functions.port.ImageUnavailableException;
import davit.functions.port.ImageUnavailableException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;

/** Versions and aliases as a real client of the SDK sees them. */
class VersionsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
    private static final String OTHER_IMAGE = "localhost:4566/thumbnailer:other";
    private static final String OTHER_DIGEST = "sha256:" + "b".repeat(64);

    @TempDir
    Path folder;

    private LambdaFixture lambda;
    private LambdaClient client;

    @BeforeEach
    void start() {
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
        lambda.images.put(OTHER_IMAGE, OTHER_DIGEST);
        client = lambda.realClient();
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private CreateFunctionResponse create(String name, boolean publish) {
        CreateFunctionResponse created = client.createFunction(create -> create.functionName(name)
                .packageType("Image")
                .role(LambdaFixture.ROLE)
                .publish(publish)
                .code(code -> code.imageUri(LambdaFixture.IMAGE)));
        awaitUpdate(name);
        return created;
    }

    private GetFunctionConfigurationResponse configuration(String name, @Nullable String qualifier) {
        return client.getFunctionConfiguration(get -> get.functionName(name).qualifier(qualifier));
    }

    private void awaitUpdate(String name) {
        LambdaFixture.await(() -> configuration(name, null).lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS
                && configuration(name, null).state() != State.PENDING);
    }

    private void change(String name, int timeout) {
        client.updateFunctionConfiguration(update -> update.functionName(name).timeout(timeout));
        awaitUpdate(name);
    }

    private String publish(String name) {
        return client.publishVersion(publish -> publish.functionName(name)).version();
    }

    private InvokeResponse invoke(String name, @Nullable String qualifier) {
        return client.invoke(
                invoke -> invoke.functionName(name).qualifier(qualifier).payload(SdkBytes.fromUtf8String("1")));
    }

    @Test
    void publishesWhatNeverChangesAnyMore() {
        create("f", false);
        String revision = configuration("f", null).revisionId();

        PublishVersionResponse first = client.publishVersion(
                publish -> publish.functionName("f").description("the first").codeSha256("a".repeat(64)));

        assertThat(first.sdkHttpResponse().statusCode()).isEqualTo(201);
        assertThat(first.version()).isEqualTo("1");
        assertThat(first.functionArn()).isEqualTo(ARN + "f:1");
        assertThat(first.description()).isEqualTo("the first");
        assertThat(first.state()).isEqualTo(State.ACTIVE);
        assertThat(configuration("f", null).revisionId()).isNotEqualTo(revision).isNotEqualTo(first.revisionId());
        assertThat(publish("f")).as("nothing changed since").isEqualTo("1");

        change("f", 77);
        assertThat(publish("f")).isEqualTo("2");
        assertThat(configuration("f", "1").timeout()).isEqualTo(3);
        assertThat(configuration("f", "1").revisionId()).isEqualTo(first.revisionId());
        assertThat(configuration("f", "2").timeout()).isEqualTo(77);
        assertThat(client.getFunction(get -> get.functionName(ARN + "f:2"))
                        .configuration()
                        .functionArn())
                .isEqualTo(ARN + "f:2");
    }

    @Test
    void runsTheVersionThatIsAskedFor() {
        create("f", true);
        change("f", 77);
        client.createAlias(create -> create.functionName("f").name("live").functionVersion("1"));

        assertThat(invoke("f", "1").executedVersion()).isEqualTo("1");
        assertThat(invoke("f", "live").executedVersion()).isEqualTo("1");
        assertThat(invoke(ARN + "f:live", null).executedVersion()).isEqualTo("1");
        assertThat(invoke("000000000000:f:live", "live").executedVersion()).isEqualTo("1");
        assertThat(invoke("f", null).executedVersion()).isEqualTo("$LATEST");

        LambdaFixture.await(() -> hasLog("[1]", "Version: 1") && hasLog("[$LATEST]", "Version: $LATEST"));
    }

    private boolean hasLog(String stream, String end) {
        return lambda.logs.lines().stream()
                .anyMatch(line -> line.stream().contains(stream)
                        && line.message().startsWith("START")
                        && line.message().strip().endsWith(end));
    }

    @Test
    void anUpdateEndsNoEnvironmentOfAPublishedVersion() {
        create("f", true);
        invoke("f", "1");
        invoke("f", null);
        change("f", 77);
        LambdaFixture.await(() -> lambda.sandboxes.living().size() == 1);
        invoke("f", "1");
        assertThat(lambda.sandboxes.made()).hasSize(2);
    }

    @Test
    void publishesWithCreationAndUpdate() {
        CountDown image = new CountDown();
        lambda.images.beforePreparation(image::await);
        CreateFunctionResponse created = client.createFunction(create -> create.functionName("f")
                .packageType("Image")
                .role(LambdaFixture.ROLE)
                .publish(true)
                .code(code -> code.imageUri(LambdaFixture.IMAGE)));
        assertThat(created.version()).isEqualTo("1");
        assertThat(created.functionArn()).isEqualTo(ARN + "f");
        assertThat(configuration("f", "1").state()).isEqualTo(State.PENDING);
        assertThatThrownBy(() -> invoke("f", "1"))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("currently in the following state: Pending");
        image.countDown();
        awaitUpdate("f");
        assertThat(configuration("f", "1").state()).isEqualTo(State.ACTIVE);

        UpdateFunctionCodeResponse updated = client.updateFunctionCode(
                update -> update.functionName("f").imageUri(OTHER_IMAGE).publish(true));
        awaitUpdate("f");

        assertThat(updated.version()).isEqualTo("2");
        assertThat(updated.functionArn()).isEqualTo(ARN + "f:2");
        assertThat(configuration("f", "2").lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(configuration("f", "2").codeSha256()).isEqualTo("b".repeat(64));
        assertThat(configuration("f", "1").codeSha256()).isEqualTo("a".repeat(64));
    }

    @Test
    void aVersionWhoseImageCannotBePreparedFails() {
        create("f", false);
        lambda.images.fail(OTHER_DIGEST, new ImageUnavailableException(Reason.INVALID_CONTENT, "It is damaged."));
        client.updateFunctionCode(
                update -> update.functionName("f").imageUri(OTHER_IMAGE).publish(true));
        awaitUpdate("f");

        assertThat(configuration("f", "1").state()).isEqualTo(State.FAILED);
        assertThat(configuration("f", "1").stateReasonCodeAsString()).isEqualTo("InvalidImage");
        assertThat(invoke("f", null).payload().asUtf8String()).isEqualTo("1");
        assertThatThrownBy(() -> publish("f")).isInstanceOf(ResourceConflictException.class);
    }

    @Test
    void listsVersionsPageByPage() {
        create("a", false);
        create("f", true);
        change("f", 11);
        publish("f");
        change("f", 12);
        publish("f");

        List<String> versions = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            ListVersionsByFunctionResponse page = client.listVersionsByFunction(
                    list -> list.functionName("f").maxItems(1).marker(from));
            assertThat(page.versions()).hasSize(1);
            versions.add(page.versions().getFirst().version());
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(versions).containsExactly("$LATEST", "1", "2", "3");

        ListFunctionsResponse first =
                client.listFunctions(list -> list.functionVersion("ALL").maxItems(3));
        ListFunctionsResponse second =
                client.listFunctions(list -> list.functionVersion("ALL").marker(first.nextMarker()));
        assertThat(arns(first)).containsExactly(ARN + "a:$LATEST", ARN + "f:$LATEST", ARN + "f:1");
        assertThat(arns(second)).containsExactly(ARN + "f:2", ARN + "f:3");
        assertThat(second.nextMarker()).isNull();
        assertThat(arns(client.listFunctions(list -> {}))).containsExactly(ARN + "a", ARN + "f");
    }

    private static List<String> arns(ListFunctionsResponse page) {
        return page.functions().stream().map(FunctionConfiguration::functionArn).toList();
    }

    @Test
    void deletesAVersionThatNoAliasPointsTo() {
        create("f", true);
        change("f", 11);
        publish("f");
        client.createAlias(create -> create.functionName("f").name("live").functionVersion("2"));
        client.updateAlias(update -> update.functionName("f")
                .name("live")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("1", 0.5))));

        assertThatThrownBy(() ->
                        client.deleteFunction(delete -> delete.functionName("f").qualifier("1")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Unable to delete version because the following aliases reference it: [live]");
        client.updateAlias(update -> update.functionName("f")
                .name("live")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
        client.deleteFunction(delete -> delete.functionName("f").qualifier("1"));

        assertThatThrownBy(() -> configuration("f", "1")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(invoke("f", "live").executedVersion()).isEqualTo("2");
        client.deleteFunction(delete -> delete.functionName("f"));
        create("f", true);
        assertThat(configuration("f", "3").version())
                .as("numbers are not given again")
                .isEqualTo("3");
        assertThatThrownBy(() -> client.getAlias(get -> get.functionName("f").name("live")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void sharesTheInvocationsOfAnAliasByWeight() {
        create("f", true);
        change("f", 11);
        publish("f");
        AliasConfiguration created = alias("live", "1", Map.of("2", 0.3));
        assertThat(created.aliasArn()).isEqualTo(ARN + "f:live");

        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            counts.merge(invoke("f", "live").executedVersion(), 1, Integer::sum);
        }
        assertThat(counts.get("2")).isBetween(50, 140);
        assertThat(counts.keySet()).containsExactlyInAnyOrder("1", "2");

        assertThat(client.listAliases(list -> list.functionName("f").functionVersion("2"))
                        .aliases())
                .extracting(AliasConfiguration::name)
                .containsExactly("live");
        client.updateAlias(update -> update.functionName("f")
                .name("live")
                .functionVersion("2")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
        assertThat(invoke("f", "live").executedVersion()).isEqualTo("2");
    }

    private AliasConfiguration alias(String name, String version, Map<String, Double> weights) {
        client.createAlias(create -> create.functionName("f")
                .name(name)
                .functionVersion(version)
                .routingConfig(routing -> routing.additionalVersionWeights(weights)));
        return client.listAliases(list -> list.functionName("f")).aliases().getFirst();
    }

    @Test
    void keepsAPolicyForEachQualifier() {
        create("f", true);
        client.createAlias(create -> create.functionName("f").name("live").functionVersion("1"));
        client.addPermission(add -> add.functionName("f")
                .qualifier("live")
                .statementId("s")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com"));

        assertThat(client.getPolicy(get -> get.functionName(ARN + "f:live")).policy())
                .contains("\"Resource\":\"" + ARN + "f:live\"");
        assertThatThrownBy(() -> client.getPolicy(get -> get.functionName("f")))
                .isInstanceOf(ResourceNotFoundException.class);
        client.deleteAlias(delete -> delete.functionName("f").name("live"));
        client.createAlias(create -> create.functionName("f").name("live").functionVersion("1"));
        assertThatThrownBy(() -> client.getPolicy(get -> get.functionName("f").qualifier("live")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void retriesEventsAsTheQualifierIsSet() {
        create("f", true);
        client.putFunctionEventInvokeConfig(
                put -> put.functionName("f").qualifier("1").maximumRetryAttempts(0));
        client.putFunctionEventInvokeConfig(put -> put.functionName("f").maximumEventAgeInSeconds(90));

        assertThat(client.listFunctionEventInvokeConfigs(
                                list -> list.functionName("f").maxItems(1))
                        .functionEventInvokeConfigs())
                .singleElement()
                .satisfies(config -> assertThat(config.functionArn()).isEqualTo(ARN + "f:$LATEST"));
        assertThat(client.getFunctionEventInvokeConfig(
                                get -> get.functionName("f").qualifier("1"))
                        .maximumRetryAttempts())
                .isZero();

        AtomicInteger attempts = new AtomicInteger();
        lambda.runtime.handle((_, runtime, event) -> {
            attempts.incrementAndGet();
            runtime.fail(event.requestId(), "Bad", "{}");
            return null;
        });
        client.invoke(invoke -> invoke.functionName("f:1").invocationType(InvocationType.EVENT));
        LambdaFixture.await(() -> attempts.get() == 1 && lambda.service.status().queuedEvents() == 0);
    }

    @Test
    void keepsVersionsAndAliasesOverARestart() {
        create("f", true);
        client.createAlias(create -> create.functionName("f").name("live").functionVersion("1"));
        lambda.close();
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
        client = lambda.realClient();
        assertThat(invoke("f", "live").executedVersion()).isEqualTo("1");
        assertThat(publish("f")).isEqualTo("1");
        assertThat(lambda.service.imageDigests()).contains("sha256:" + "a".repeat(64));
    }
}
