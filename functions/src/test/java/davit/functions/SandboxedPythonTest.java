package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import davit.base.json.Json;
import davit.base.time.SystemTime;
import davit.functions.port.FunctionImages.PreparedImage;
import davit.linux.mount.Mount;
import davit.sandbox.LinuxSandboxes;
import davit.sandbox.SandboxSettings;
import davit.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.databind.JsonNode;

/** Python handlers under AWS's own runtime interface client, in sandboxes by crun. */
@Tag("kernel")
@Timeout(120)
class SandboxedPythonTest {
    private static final String RUN_CLIENT = "awslambdaric";

    @TempDir
    static Path folder;

    private static @Nullable Sandboxes sandboxes;
    private static @Nullable LambdaFixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(PythonRoot.isPossible(), "/usr/bin/python3 is missing");
        Path root = folder.resolve("root");
        PythonRoot.make(root);
        sandboxes = new LinuxSandboxes(folder.resolve("sandboxes"), new SystemTime(), SandboxSettings.defaults());
        fixture = new LambdaFixture(folder, new SystemTime(), sandboxes, SandboxedPythonTest::greet);
        lambda().images
                .prepared(new PreparedImage(
                        new Mount.Overlay(List.of(root)),
                        Map.of("FROM_IMAGE", "1", "PATH", "/usr/bin:/bin"),
                        List.of("/usr/bin/python3", "-m", RUN_CLIENT),
                        List.of("probe.handler"),
                        "/var/task"));
        lambda().service.start();
    }

    @AfterAll
    static void close() {
        if (fixture != null) {
            fixture.close();
        }
        if (sandboxes != null) {
            sandboxes.close();
        }
    }

    private static LambdaFixture lambda() {
        return Objects.requireNonNull(fixture);
    }

    /** Answers every connection as a server would. */
    private static void greet(ServerSocketChannel inside) {
        Thread.ofVirtual().start(() -> HttpGreeting.serve(inside));
    }

    @Test
    void seesItsEnvironment() {
        lambda().create(CreateFunctionRequest.builder()
                .functionName("environment")
                .environment(own -> own.variables(Map.of("COLOUR", "sea green")))
                .build());

        InvokeResponse response = lambda().client()
                .invoke(request -> request.functionName("environment")
                        .clientContext(base64("{\"custom\":{\"who\":\"me\"}}"))
                        .payload(SdkBytes.fromUtf8String("{\"do\":\"environment\"}")));

        JsonNode seen = Json.tree(response.payload().asByteArray());
        assertThat(seen.path("user").asInt()).isEqualTo(993);
        assertThat(seen.path("group").asInt()).isEqualTo(990);
        assertThat(seen.path("directory").asString()).isEqualTo("/var/task");
        assertThat(seen.path("function").asString())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:environment");
        assertThat(seen.path("custom").path("who").asString()).isEqualTo("me");
        assertThat(seen.path("remaining").asInt()).isBetween(1, 3000);
        JsonNode variables = seen.path("variables");
        assertThat(variables.has("HOME")).isFalse();
        Map<String, String> expected = Map.ofEntries(
                Map.entry("FROM_IMAGE", "1"),
                Map.entry("COLOUR", "sea green"),
                Map.entry("PATH", "/usr/bin:/bin"),
                Map.entry("_HANDLER", "probe.handler"),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "environment"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/environment"),
                Map.entry("AWS_ACCESS_KEY_ID", "ASIAFAKE"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
                Map.entry("AWS_SESSION_TOKEN", "token"),
                Map.entry("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"),
                Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
                Map.entry("LAMBDA_TASK_ROOT", "/var/task"),
                Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
                Map.entry("TZ", ":UTC"));
        expected.forEach((name, value) ->
                assertThat(variables.path(name).asString()).as(name).isEqualTo(value));
        assertThat(variables.path("_X_AMZN_TRACE_ID").asString()).startsWith("Root=1-");
        assertThat(variables.path("AWS_LAMBDA_LOG_STREAM_NAME").asString()).contains("[$LATEST]");
        assertThat(variables.has("AWS_EXECUTION_ENV")).isFalse();
    }

    @Test
    void reachesThePlatformFromInside() {
        lambda().create("fetch");

        assertThat(invoke("fetch", "{\"do\":\"fetch\",\"path\":\"/hello\"}")).isEqualTo("\"GET /hello\"");
    }

    @Test
    void keepsItsProcessBetweenInvocationsAndAfterAHandlersError() {
        lambda().create("count");

        assertThat(invoke("count", "{\"do\":\"count\"}")).isEqualTo("1");
        InvokeResponse failed = lambda().invoke("count", "{\"do\":\"fail\"}");
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        JsonNode error = Json.tree(failed.payload().asByteArray());
        assertThat(error.path("errorType").asString()).isEqualTo("ValueError");
        assertThat(error.path("errorMessage").asString()).isEqualTo("a handler's mistake");
        assertThat(error.path("requestId").asString()).isNotEmpty();
        assertThat(error.path("stackTrace").isArray()).isTrue();
        assertThat(invoke("count", "{\"do\":\"count\"}")).isEqualTo("3");
    }

    @Test
    void isEndedAtItsTimeoutAndReplaced() {
        lambda().create(CreateFunctionRequest.builder()
                .functionName("late")
                .timeout(1)
                .build());
        assertThat(invoke("late", "{\"do\":\"count\"}")).isEqualTo("1");

        InvokeResponse late = invokeWithLog("late", "{\"do\":\"sleep\",\"seconds\":60}");

        assertThat(late.payload().asUtf8String()).contains("Task timed out after 1.00 seconds");
        assertThat(log(late))
                .containsPattern("REPORT .*\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\t.*Status: timeout");
        assertThat(invoke("late", "{\"do\":\"count\"}")).isEqualTo("1");
    }

    @Test
    void tellsHowItsProcessEnded() {
        lambda().create("leave");

        InvokeResponse left = invokeWithLog("leave", "{\"do\":\"leave\",\"status\":3}");

        assertThat(left.payload().asUtf8String())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Error: Runtime exited with error: exit status 3\"");
        assertThat(log(left)).contains("Status: error\tError Type: Runtime.ExitError");
        assertThat(lambda().invoke("leave", "{\"do\":\"leave\",\"status\":0}")
                        .payload()
                        .asUtf8String())
                .contains("Error: Runtime exited without providing a reason\"");
    }

    @Test
    void isKilledWhenItUsesTooMuchMemory() {
        lambda().create(CreateFunctionRequest.builder()
                .functionName("hog")
                .timeout(60)
                .build());

        InvokeResponse hog = invokeWithLog("hog", "{\"do\":\"hog\"}");

        assertThat(hog.payload().asUtf8String())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Error: Runtime exited with error: signal: killed\"");
        assertThat(log(hog)).contains("Max Memory Used: 128 MB").contains("Error Type: Runtime.OutOfMemory");
    }

    @Test
    void hasATemporaryFolderOfExactlyItsSize() {
        lambda().create(CreateFunctionRequest.builder()
                .functionName("fill")
                .timeout(60)
                .memorySize(1769)
                .build());

        JsonNode filled =
                Json.tree(lambda().invoke("fill", "{\"do\":\"fill\"}").payload().asByteArray());

        assertThat(filled.path("error").asString()).isEqualTo("ENOSPC");
        assertThat(filled.path("written").asLong()).isBetween(510L << 20, 512L << 20);
    }

    @Test
    void mayNotAnswerWithTooMuch() {
        lambda().create(CreateFunctionRequest.builder()
                .functionName("large")
                .timeout(30)
                .memorySize(512)
                .build());

        assertThat(invoke("large", "{\"do\":\"large\",\"size\":6291554}")).hasSize(6_291_556);
        InvokeResponse large = lambda().invoke("large", "{\"do\":\"large\",\"size\":6291555}");

        assertThat(large.functionError()).isEqualTo("Unhandled");
        assertThat(large.payload().asUtf8String())
                .isEqualTo("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size"
                        + " exceeded maximum allowed payload size (6291556 bytes).\"}");
    }

    @Test
    void reportsAnErrorOfItsInit() {
        lambda().create(CreateFunctionRequest.builder()
                .functionName("init")
                .environment(own -> own.variables(Map.of("FAIL_INIT", "1")))
                .build());

        InvokeResponse failed = invokeWithLog("init", "{\"do\":\"count\"}");

        assertThat(failed.functionError()).isEqualTo("Unhandled");
        JsonNode error = Json.tree(failed.payload().asByteArray());
        assertThat(error.path("errorType").asString()).isEqualTo("RuntimeError");
        assertThat(error.path("errorMessage").asString()).isEqualTo("no luck");
        assertThat(log(failed))
                .containsPattern("INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error\tError Type: ");
    }

    @Test
    void refusesAnImageWithoutItsEntryPoint() {
        lambda().create(CreateFunctionRequest.builder()
                .functionName("entry")
                .imageConfig(config -> config.entryPoint("/lambda-entrypoint.sh"))
                .build());

        assertThat(lambda().invoke("entry", "{}").payload().asUtf8String())
                .contains("\"errorType\":\"Runtime.InvalidEntrypoint\"");
    }

    @Test
    void writesWhatItPrintsIntoItsLog() {
        lambda().create("say");

        String log = log(invokeWithLog("say", "{\"do\":\"say\",\"line\":\"grüße\"}"));

        assertThat(log)
                .containsPattern("(?s)START RequestId: .*grüße\n.*to standard error\n.*END RequestId: .*REPORT ")
                .containsPattern("Max Memory Used: [1-9][0-9]* MB\tInit Duration: [0-9.]+ ms\t");
    }

    private static String invoke(String function, String payload) {
        InvokeResponse response = lambda().invoke(function, payload);
        assertThat(response.functionError())
                .as(response.payload().asUtf8String())
                .isNull();
        return response.payload().asUtf8String();
    }

    private static InvokeResponse invokeWithLog(String function, String payload) {
        return lambda().client()
                .invoke(request ->
                        request.functionName(function).logType("Tail").payload(SdkBytes.fromUtf8String(payload)));
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
