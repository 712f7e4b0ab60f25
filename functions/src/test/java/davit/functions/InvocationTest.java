package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import davit.sandbox.FakeSandbox;
import davit.sandbox.SandboxExit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Synchronous invocations through the whole of Lambda, with a fake runtime that speaks the Runtime API. */
class InvocationTest {
    @TempDir
    Path folder;

    private LambdaFixture lambda;

    @BeforeEach
    void start() {
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void answersWithWhatTheHandlerReturns() {
        lambda.create("echo");

        InvokeResponse response = lambda.invoke("echo", "{\"a\":1}");

        assertThat(response.payload().asUtf8String()).isEqualTo("{\"a\":1}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.executedVersion()).isEqualTo("$LATEST");
        assertThat(response.functionError()).isNull();
    }

    @Test
    void usesTheEnvironmentAgainAndFreezesItBetween() {
        lambda.create("echo");
        lambda.invoke("echo", "1");
        FakeSandbox sandbox = lambda.sandboxes.made().getFirst();
        LambdaFixture.await(() -> sandbox.state() == FakeSandbox.State.FROZEN);

        assertThat(lambda.invoke("echo", "2").payload().asUtf8String()).isEqualTo("2");

        assertThat(lambda.sandboxes.made()).hasSize(1);
        LambdaFixture.await(() -> sandbox.freezes() == 2);
    }

    @Test
    void endsTheEnvironmentAtTheTimeout() {
        lambda.create(
                CreateFunctionRequest.builder().functionName("slow").timeout(1).build());
        lambda.runtime.handle((self, _, _) -> {
            self.runForever();
            return "never";
        });

        InvokeResponse response = lambda.invoke("slow", "1");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String())
                .matches("\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} "
                        + "Error: Task timed out after 1.00 seconds\"}");
        LambdaFixture.await(() -> lambda.sandboxes.living().isEmpty());
    }

    @Test
    void replacesAnEnvironmentWhoseProcessExits() {
        lambda.create("exits");
        lambda.runtime.handle((_, _, event) -> {
            if (event.body().equals("\"die\"")) {
                throw new FakeRuntime.EndedException(new SandboxExit.Exited(1));
            }
            return event.body();
        });

        assertThat(lambda.invoke("exits", "\"die\"").payload().asUtf8String())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Error: Runtime exited with error: exit status 1");
        assertThat(lambda.invoke("exits", "2").payload().asUtf8String()).isEqualTo("2");
        assertThat(lambda.sandboxes.made()).hasSize(2);
    }

    @Test
    void writesTheLogOfAnInvocation() {
        lambda.create("logs");
        List<String> ids = new CopyOnWriteArrayList<>();
        lambda.runtime.handle((self, _, event) -> {
            ids.add(event.requestId());
            self.useMemory(34 << 20);
            self.print("hello");
            return "1";
        });

        InvokeResponse response = lambda.client()
                .invoke(request -> request.functionName("logs").logType("Tail").payload(SdkBytes.fromUtf8String("1")));

        String tail = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        String id = ids.getFirst();
        assertThat(tail)
                .startsWith("START RequestId: " + id + " Version: $LATEST\nhello\nEND RequestId: " + id
                        + "\nREPORT RequestId: " + id + "\tDuration: ")
                .containsPattern("\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: 34 MB\t"
                        + "Init Duration: \\d+\\.\\d\\d ms\t\n$");
        LambdaFixture.await(() -> lambda.logs.messages().size() == 4);
        assertThat(lambda.logs.lines().getFirst().group()).isEqualTo("/aws/lambda/logs");
        assertThat(lambda.logs.lines().getFirst().stream()).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}");
    }
}
