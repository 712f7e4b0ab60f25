package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.json.Json;
import davit.base.time.SystemTime;
import davit.functions.port.ImageUnavailableException;
import davit.functions.port.ImageUnavailableException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import tools.jackson.databind.JsonNode;

/** The life of functions as a real client of the SDK sees it. */
class ControlPlaneTest {
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

    private CreateFunctionResponse create(String name) {
        return client.createFunction(create -> create.functionName(name)
                .packageType("Image")
                .role(LambdaFixture.ROLE)
                .code(code -> code.imageUri(LambdaFixture.IMAGE)));
    }

    private GetFunctionConfigurationResponse configuration(String name) {
        return client.getFunctionConfiguration(get -> get.functionName(name));
    }

    private void awaitUpdate(String name) {
        LambdaFixture.await(() -> configuration(name).lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS
                && configuration(name).state() != State.PENDING);
    }

    @Test
    void createsAFunctionThatIsPendingUntilItsImageIsPrepared() {
        CountDown image = new CountDown();
        lambda.images.beforePreparation(image::await);

        CreateFunctionResponse created = client.createFunction(create -> create.functionName("one")
                .packageType("Image")
                .role(LambdaFixture.ROLE)
                .code(code -> code.imageUri(LambdaFixture.IMAGE))
                .description("first")
                .timeout(30)
                .memorySize(512)
                .ephemeralStorage(storage -> storage.size(1024))
                .environment(own -> own.variables(Map.of("COLOUR", "green")))
                .imageConfig(config -> config.command("other.handler").workingDirectory("/srv"))
                .tags(Map.of("team", "blue")));

        assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
        assertThat(created.state()).isEqualTo(State.PENDING);
        assertThat(created.stateReasonCodeAsString()).isEqualTo("Creating");
        assertThat(created.stateReason()).isEqualTo("The function is being created.");
        assertThat(created.functionArn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:one");
        assertThat(created.version()).isEqualTo("$LATEST");
        assertThat(created.packageTypeAsString()).isEqualTo("Image");
        assertThat(created.codeSha256()).isEqualTo("a".repeat(64));
        assertThat(created.timeout()).isEqualTo(30);
        assertThat(created.memorySize()).isEqualTo(512);
        assertThat(created.ephemeralStorage().size()).isEqualTo(1024);
        assertThat(created.architecturesAsStrings()).containsExactly("x86_64");
        assertThat(created.imageConfigResponse().imageConfig().command()).containsExactly("other.handler");
        assertThat(created.imageConfigResponse().imageConfig().workingDirectory())
                .isEqualTo("/srv");
        assertThat(created.lastModified()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
        assertThatThrownBy(() -> client.invoke(invoke -> invoke.functionName("one")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("The function is currently in the following state: Pending");

        image.countDown();
        awaitUpdate("one");

        GetFunctionResponse shown = client.getFunction(get -> get.functionName("one"));
        assertThat(shown.configuration().state()).isEqualTo(State.ACTIVE);
        assertThat(shown.configuration().stateReasonCode()).isNull();
        assertThat(shown.configuration().lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(shown.configuration().environment().variables()).containsEntry("COLOUR", "green");
        assertThat(shown.code().imageUri()).isEqualTo(LambdaFixture.IMAGE);
        assertThat(shown.code().resolvedImageUri()).isEqualTo("localhost:4566/thumbnailer@sha256:" + "a".repeat(64));
        assertThat(shown.code().repositoryType()).isEqualTo("ECR");
        assertThat(shown.tags()).containsEntry("team", "blue");
    }

    @Test
    void failsWhenTheImageIsGone() {
        lambda.images.fail("sha256:" + "a".repeat(64), new ImageUnavailableException(Reason.NOT_FOUND, "It is gone."));
        create("gone");
        awaitUpdate("gone");

        assertThat(configuration("gone").state()).isEqualTo(State.FAILED);
        assertThat(configuration("gone").stateReasonCodeAsString()).isEqualTo("ImageDeleted");
        assertThat(configuration("gone").stateReason()).isEqualTo("It is gone.");
    }

    @Test
    void runsTheFormerImageUntilTheNewOneIsPrepared() {
        create("changing");
        awaitUpdate("changing");
        lambda.invoke("changing", "1");
        CountDown image = new CountDown();
        lambda.images.beforePreparation(image::await);

        UpdateFunctionCodeResponse changed = client.updateFunctionCode(
                update -> update.functionName("changing").imageUri(OTHER_IMAGE));

        assertThat(changed.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        assertThat(changed.state()).isEqualTo(State.ACTIVE);
        assertThat(changed.codeSha256()).isEqualTo("b".repeat(64));
        assertThatThrownBy(() -> client.updateFunctionConfiguration(
                        update -> update.functionName("changing").timeout(5)))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("The operation cannot be performed at this time. An update is in progress for"
                        + " resource: arn:aws:lambda:us-east-1:000000000000:function:changing");
        lambda.invoke("changing", "2");
        assertThat(lambda.sandboxes.made()).hasSize(1);

        image.countDown();
        awaitUpdate("changing");

        assertThat(configuration("changing").lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        LambdaFixture.await(() -> lambda.sandboxes.living().isEmpty());
        lambda.invoke("changing", "3");
        assertThat(lambda.sandboxes.made()).hasSize(2);
    }

    @Test
    void keepsTheFormerImageWhenTheNewOneCannotBePrepared() {
        create("kept");
        awaitUpdate("kept");
        lambda.images.fail(OTHER_DIGEST, new ImageUnavailableException(Reason.INVALID_CONTENT, "It is damaged."));

        client.updateFunctionCode(update -> update.functionName("kept").imageUri(OTHER_IMAGE));
        awaitUpdate("kept");

        assertThat(configuration("kept").lastUpdateStatus()).isEqualTo(LastUpdateStatus.FAILED);
        assertThat(configuration("kept").lastUpdateStatusReasonCodeAsString()).isEqualTo("InvalidImage");
        assertThat(configuration("kept").lastUpdateStatusReason()).isEqualTo("It is damaged.");
        assertThat(configuration("kept").state()).isEqualTo(State.ACTIVE);
        assertThat(lambda.invoke("kept", "1").payload().asUtf8String()).isEqualTo("1");
    }

    @Test
    void changesWhatARequestNamesAndKeepsTheRest() {
        create("settings");
        awaitUpdate("settings");
        String revision = configuration("settings").revisionId();

        client.updateFunctionConfiguration(update -> update.functionName("settings")
                .revisionId(revision)
                .memorySize(2048)
                .loggingConfig(logging -> logging.logFormat("JSON").logGroup("/mine"))
                .imageConfig(config -> config.command("new.handler")));
        awaitUpdate("settings");

        GetFunctionConfigurationResponse after = configuration("settings");
        assertThat(after.memorySize()).isEqualTo(2048);
        assertThat(after.timeout()).isEqualTo(3);
        assertThat(after.revisionId()).isNotEqualTo(revision);
        assertThat(after.loggingConfig().logGroup()).isEqualTo("/mine");
        assertThat(after.loggingConfig().logFormatAsString()).isEqualTo("JSON");
        assertThat(after.loggingConfig().applicationLogLevelAsString()).isEqualTo("INFO");
        assertThat(after.imageConfigResponse().imageConfig().command()).containsExactly("new.handler");

        client.updateFunctionConfiguration(
                update -> update.functionName("settings").imageConfig(config -> {}));
        awaitUpdate("settings");
        assertThat(configuration("settings").imageConfigResponse()).isNull();
    }

    @Test
    void listsFunctionsPageByPage() {
        for (String name : List.of("a", "b", "c")) {
            create(name);
        }
        ListFunctionsResponse first = client.listFunctions(list -> list.maxItems(2));
        assertThat(names(first)).containsExactly("a", "b");
        ListFunctionsResponse second = client.listFunctions(list -> list.marker(first.nextMarker()));
        assertThat(names(second)).containsExactly("c");
        assertThat(second.nextMarker()).isNull();
        assertThat(client.listVersionsByFunction(list -> list.functionName("a").maxItems(10_000))
                        .versions())
                .singleElement()
                .satisfies(version -> assertThat(version.functionArn()).endsWith(":function:a:$LATEST"));
    }

    private static List<String> names(ListFunctionsResponse page) {
        return page.functions().stream()
                .map(FunctionConfiguration::functionName)
                .toList();
    }

    @Test
    void takesEveryFormOfAName() {
        create("named");
        String arn = "arn:aws:lambda:us-east-1:000000000000:function:named";
        List<String> forms = List.of("named", "function:named", "000000000000:function:named", arn, arn + ":$LATEST");
        List<String> found = new ArrayList<>();
        for (String form : forms) {
            found.add(client.getFunction(get -> get.functionName(form))
                    .configuration()
                    .functionArn());
        }
        assertThat(found).containsExactly(arn, arn, arn, arn, arn + ":$LATEST");
        assertThat(client.getFunction(get -> get.functionName("named").qualifier("$LATEST"))
                        .configuration()
                        .functionArn())
                .isEqualTo(arn + ":$LATEST");
    }

    @Test
    void keepsPermissions() {
        create("permitted");
        String statement = client.addPermission(add -> add.functionName("permitted")
                        .statementId("bucket")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com")
                        .sourceArn("arn:aws:s3:::videos")
                        .sourceAccount("000000000000"))
                .statement();

        JsonNode policy = Json.tree(
                client.getPolicy(get -> get.functionName("permitted")).policy().getBytes(StandardCharsets.UTF_8));
        JsonNode kept = policy.path("Statement").path(0);
        assertThat(Json.text(kept)).isEqualTo(statement);
        assertThat(kept.path("Principal").path("Service").asString()).isEqualTo("s3.amazonaws.com");
        assertThat(kept.path("Condition").path("ArnLike").path("AWS:SourceArn").asString())
                .isEqualTo("arn:aws:s3:::videos");
        assertThat(kept.path("Condition")
                        .path("StringEquals")
                        .path("AWS:SourceAccount")
                        .asString())
                .isEqualTo("000000000000");

        client.removePermission(remove -> remove.functionName("permitted").statementId("bucket"));
        assertThatThrownBy(() -> client.getPolicy(get -> get.functionName("permitted")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void tags() {
        String arn = create("tagged").functionArn();
        client.tagResource(tag -> tag.resource(arn).tags(Map.of("a", "1", "b", "2")));
        client.untagResource(untag -> untag.resource(arn).tagKeys("a"));
        assertThat(client.listTags(list -> list.resource(arn)).tags()).containsExactly(Map.entry("b", "2"));
    }

    @Test
    void reservesConcurrency() {
        create("reserved");
        assertThat(client.putFunctionConcurrency(
                                put -> put.functionName("reserved").reservedConcurrentExecutions(7))
                        .reservedConcurrentExecutions())
                .isEqualTo(7);
        assertThat(client.getFunctionConcurrency(get -> get.functionName("reserved"))
                        .reservedConcurrentExecutions())
                .isEqualTo(7);
        assertThat(client.getAccountSettings(get -> {}).accountLimit().unreservedConcurrentExecutions())
                .isEqualTo(993);
        client.deleteFunctionConcurrency(delete -> delete.functionName("reserved"));
        assertThat(client.getFunction(get -> get.functionName("reserved")).concurrency())
                .isNull();
    }

    @Test
    void reservesNothingThatCannotBeKept() {
        create("reserved");
        awaitUpdate("reserved");
        lambda.records.fill(true);
        assertThatThrownBy(() -> client.putFunctionConcurrency(
                        put -> put.functionName("reserved").reservedConcurrentExecutions(0)))
                .isInstanceOf(LambdaException.class);
        lambda.records.fill(false);
        assertThat(lambda.invoke("reserved", "1").functionError()).isNull();
    }

    @Test
    void keepsWhatHasBecomeOfAPreparationOnceThereIsRoom() {
        lambda.images.beforePreparation(() -> lambda.records.fill(true));
        create("patient");
        LambdaFixture.await(lambda.records::hasRefused);
        lambda.images.beforePreparation(() -> {});
        lambda.records.fill(false);
        awaitUpdate("patient");
        assertThat(configuration("patient").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void aLatePreparationOfADeletedFunctionLeavesItsSuccessorAlone() throws InterruptedException {
        CountDown image = new CountDown();
        BlockingQueue<Thread> preparing = new LinkedBlockingQueue<>();
        lambda.images.beforePreparation(() -> {
            preparing.add(Thread.currentThread());
            image.await();
        });
        create("again");
        Thread late = preparing.take();
        lambda.images.beforePreparation(() -> {});
        client.deleteFunction(delete -> delete.functionName("again"));
        create("again");
        awaitUpdate("again");
        image.countDown();
        late.join();

        lambda.invoke("again", "1");
        LambdaFixture.await(() -> lambda.service.status().busyEnvironments() == 0);
        LambdaFixture.await(() -> lambda.sandboxes.living().isEmpty()
                || lambda.sandboxes.made().getFirst().freezes() == 1);
        assertThat(lambda.sandboxes.living()).hasSize(1);
    }

    @Test
    void answersWhatTerraformReads() {
        create("read");
        assertThat(client.getRuntimeManagementConfig(get -> get.functionName("read"))
                        .updateRuntimeOnAsString())
                .isEqualTo("Auto");
        assertThat(client.getFunctionRecursionConfig(get -> get.functionName("read"))
                        .recursiveLoopAsString())
                .isEqualTo("Allow");
    }

    @Test
    void keepsTheSmallSettings() {
        create("small");
        client.putFunctionRecursionConfig(put -> put.functionName("small").recursiveLoop("Terminate"));
        assertThat(client.getFunctionRecursionConfig(get -> get.functionName("small"))
                        .recursiveLoopAsString())
                .isEqualTo("Terminate");
        client.putRuntimeManagementConfig(put -> put.functionName("small").updateRuntimeOn("FunctionUpdate"));
        assertThat(client.getRuntimeManagementConfig(get -> get.functionName("small"))
                        .updateRuntimeOnAsString())
                .isEqualTo("FunctionUpdate");

        String publisher = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/mine/version";
        String arn = client.createCodeSigningConfig(create -> create.description("first")
                        .allowedPublishers(allowed -> allowed.signingProfileVersionArns(publisher)))
                .codeSigningConfig()
                .codeSigningConfigArn();
        assertThat(client.updateCodeSigningConfig(update -> update.codeSigningConfigArn(arn)
                                .codeSigningPolicies(policies -> policies.untrustedArtifactOnDeployment("Enforce")))
                        .codeSigningConfig())
                .satisfies(config -> assertThat(config.description()).isEqualTo("first"))
                .satisfies(config -> assertThat(config.codeSigningPolicies().untrustedArtifactOnDeploymentAsString())
                        .isEqualTo("Enforce"));
        assertThat(client.listCodeSigningConfigs(list -> {}).codeSigningConfigs())
                .singleElement()
                .satisfies(config -> assertThat(config.codeSigningConfigArn()).isEqualTo(arn));
        client.deleteCodeSigningConfig(delete -> delete.codeSigningConfigArn(arn));
        assertThatThrownBy(() -> client.getCodeSigningConfig(get -> get.codeSigningConfigArn(arn)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The Lambda code signing configuration " + arn + " can not be found.");
    }

    @Test
    void deletesAFunctionWithAllThatBelongsToIt() {
        create("deleted");
        awaitUpdate("deleted");
        client.addPermission(add -> add.functionName("deleted")
                .statementId("s")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com"));
        lambda.invoke("deleted", "1");

        assertThat(client.deleteFunction(delete -> delete.functionName("deleted"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);

        LambdaFixture.await(() -> lambda.sandboxes.living().isEmpty());
        assertThatThrownBy(() -> configuration("deleted")).isInstanceOf(ResourceNotFoundException.class);
        create("deleted");
        assertThatThrownBy(() -> client.getPolicy(get -> get.functionName("deleted")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void keepsFunctionsOverARestart() {
        create("durable");
        awaitUpdate("durable");
        lambda.close();
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
        assertThat(lambda.invoke("durable", "1").payload().asUtf8String()).isEqualTo("1");
    }

    @Test
    void goesOnWithAPreparationThatARestartInterrupted() {
        CountDown never = new CountDown();
        lambda.images.beforePreparation(never::await);
        create("interrupted");
        lambda.service.close();
        LambdaFixture next = new LambdaFixture(folder, new SystemTime());
        try {
            next.service.start();
            LambdaFixture.await(() -> next.client()
                            .getFunctionConfiguration(get -> get.functionName("interrupted"))
                            .state()
                    == State.ACTIVE);
        } finally {
            next.close();
            never.countDown();
        }
    }

    @Test
    void onlyChecksADryRun() {
        create("dry");
        awaitUpdate("dry");
        assertThat(client.invoke(invoke -> invoke.functionName("dry").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(lambda.sandboxes.made()).isEmpty();
    }
}
