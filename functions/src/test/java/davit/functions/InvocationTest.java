package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import davit.base.time.SystemTime;
import davit.functions.port.FunctionImages.PreparedImage;
import davit.linux.mount.Mount;
import davit.sandbox.FakeSandbox;
import davit.sandbox.SandboxExit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

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
    void endsTheEnvironmentAtTheTimeoutAlsoIfItNeverReadsTheEvent() {
        lambda.create(
                CreateFunctionRequest.builder().functionName("deaf").timeout(1).build());
        lambda.runtime.init((self, client) -> {
            client.askNext();
            self.runForever();
        });

        InvokeResponse response = lambda.invoke("deaf", "\"" + "x".repeat(5 << 20) + "\"");

        assertThat(response.payload().asUtf8String()).contains("Sandbox.Timedout");
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

    @Test
    void writesTheLogOfATimeout() {
        lambda.create(
                CreateFunctionRequest.builder().functionName("slow").timeout(1).build());
        lambda.runtime.handle((self, _, _) -> {
            self.runForever();
            return "never";
        });

        List<String> log = logOf(withTail("slow", "1"));

        assertThat(log.get(1)).matches("\\S+Z [0-9a-f-]{36} Task timed out after 1.00 seconds");
        assertThat(log.getLast())
                .matches("REPORT RequestId: \\S+\tDuration: 1000.00 ms\tBilled Duration: [0-9]+ ms\tMemory Size: 128 MB"
                        + "\tMax Memory Used: [0-9]+ MB\tInit Duration: [0-9.]+ ms\tStatus: timeout");
    }

    @Test
    void keepsTheEnvironmentOfAHandlerThatFails() {
        lambda.create("fails");
        lambda.runtime.handle((_, client, event) -> {
            client.fail(event.requestId(), "Handler.Bad", "{\"errorType\":\"Bad\",\"errorMessage\":\"no\"}");
            return null;
        });

        InvokeResponse response = withTail("fails", "1");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"errorType\":\"Bad\",\"errorMessage\":\"no\"}");
        assertThat(logOf(response).getLast()).endsWith("Status: error\tError Type: Handler.Bad");
        lambda.invoke("fails", "2");
        assertThat(lambda.sandboxes.made()).hasSize(1);
    }

    @Test
    void tellsWhenMemoryRanOut() {
        lambda.create("hog");
        lambda.runtime.handle((self, _, _) -> {
            self.useMemory(200L << 20);
            return "never";
        });

        InvokeResponse response = withTail("hog", "1");

        assertThat(response.payload().asUtf8String())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Error: Runtime exited with error: signal: killed\"");
        assertThat(logOf(response).getLast())
                .contains("\tMax Memory Used: 128 MB\t")
                .endsWith("Status: error\tError Type: Runtime.OutOfMemory");
    }

    @Test
    void repeatsAnInitThatTookTooLongWithinTheTimeOfTheInvocation() {
        lambda.create(
                CreateFunctionRequest.builder().functionName("late").timeout(30).build());
        AtomicInteger inits = new AtomicInteger();
        lambda.runtime.init((self, _) -> {
            if (inits.incrementAndGet() == 1) {
                self.runForever();
            }
        });

        InvokeResponse response = withTail("late", "1");

        assertThat(response.payload().asUtf8String()).isEqualTo("1");
        assertThat(inits.get()).isEqualTo(2);
        assertThat(logOf(response).getFirst())
                .matches("INIT_REPORT Init Duration: 1[0-9]{3}\\.[0-9]{2} ms\tPhase: init\tStatus: timeout");
        assertThat(logOf(response).getLast()).doesNotContain("Init Duration");
    }

    @Test
    void timesOutWhenTheRepeatedInitTakesTooLongToo() {
        lambda.create(
                CreateFunctionRequest.builder().functionName("never").timeout(1).build());
        lambda.runtime.init((self, _) -> {
            self.runForever();
        });

        InvokeResponse response = withTail("never", "1");

        assertThat(response.payload().asUtf8String()).contains("Task timed out after 1.00 seconds");
        assertThat(logOf(response)).anyMatch(line -> line.contains("Phase: invoke\tStatus: timeout"));
        LambdaFixture.await(() -> lambda.sandboxes.living().isEmpty());
    }

    @Test
    void answersWithTheErrorOfAnInit() {
        lambda.create("init");
        lambda.runtime.init((_, client) -> {
            client.failInit("Runtime.ImportModuleError", "{\"errorType\":\"Runtime.ImportModuleError\"}");
            throw new FakeRuntime.EndedException(new SandboxExit.Exited(1));
        });

        InvokeResponse response = withTail("init", "1");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"errorType\":\"Runtime.ImportModuleError\"}");
        assertThat(logOf(response))
                .anyMatch(line -> line.matches("INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error"
                        + "\tError Type: Runtime.ImportModuleError"));
        assertThat(lambda.sandboxes.made()).hasSize(2);
    }

    @Test
    void refusesAFunctionWithoutAnEntryPoint() {
        lambda.images.prepared(
                new PreparedImage(new Mount.Overlay(List.of(Path.of("/"))), Map.of(), List.of(), List.of(), null));
        lambda.create("nothing");

        assertThat(lambda.invoke("nothing", "1").payload().asUtf8String())
                .contains("\"errorType\":\"Runtime.InvalidEntrypoint\"");
    }

    @Test
    void throttlesWhatIsBeyondTheReservation() throws InterruptedException {
        lambda.create("one");
        lambda.client().putFunctionConcurrency(put -> put.functionName("one").reservedConcurrentExecutions(1));
        CountDown gate = new CountDown();
        CountDown busy = new CountDown();
        lambda.runtime.handle((_, _, event) -> {
            busy.countDown();
            gate.await();
            return event.body();
        });
        Thread first = Thread.ofVirtual().start(() -> lambda.invoke("one", "1"));
        busy.await();

        TooManyRequestsException throttled = catchThrowableOfType(
                TooManyRequestsException.class, () -> lambda.realClient().invoke(call -> call.functionName("one")));

        assertThat(throttled.reasonAsString()).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
        gate.countDown();
        first.join();
        assertThat(lambda.invoke("one", "2").payload().asUtf8String()).isEqualTo("2");
    }

    @Test
    void finishesWhatRunsWhenTheFunctionIsChangedOrDeleted() throws InterruptedException {
        lambda.create("moving");
        CountDown gate = new CountDown();
        CountDown busy = new CountDown();
        lambda.runtime.handle((_, _, event) -> {
            busy.countDown();
            gate.await();
            return event.body();
        });
        List<String> answers = new CopyOnWriteArrayList<>();
        Thread running = Thread.ofVirtual()
                .start(() -> answers.add(lambda.invoke("moving", "1").payload().asUtf8String()));
        busy.await();
        lambda.client()
                .updateFunctionConfiguration(
                        update -> update.functionName("moving").timeout(5));
        lambda.client().deleteFunction(delete -> delete.functionName("moving"));
        gate.countDown();
        running.join();

        assertThat(answers).containsExactly("1");
        LambdaFixture.await(() -> lambda.sandboxes.living().isEmpty());
    }

    @Test
    void runsAsManyAtOnceAsAreAskedFor() throws InterruptedException {
        lambda.create("many");
        CountDownLatch all = new CountDownLatch(20);
        lambda.runtime.handle((_, _, event) -> {
            all.countDown();
            return all.await(30, TimeUnit.SECONDS) ? event.body() : "\"alone\"";
        });
        List<String> answers = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofVirtual()
                    .start(() ->
                            answers.add(lambda.invoke("many", "1").payload().asUtf8String())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).hasSize(20).containsOnly("1");
        assertThat(lambda.sandboxes.made()).hasSize(20);
    }

    @Test
    void holdsARuntimeToItsProcessorsOnceItIsReady() {
        lambda.create("cpu");
        AtomicBoolean limitedInInit = new AtomicBoolean(true);
        lambda.runtime.init(
                (_, _) -> limitedInInit.set(lambda.sandboxes.made().getFirst().isCpuLimited()));
        lambda.invoke("cpu", "1");
        assertThat(limitedInInit.get()).isFalse();
        assertThat(lambda.sandboxes.made().getFirst().isCpuLimited()).isTrue();
    }

    @Test
    void logsInJsonWhenThatIsAskedFor() {
        lambda.create(CreateFunctionRequest.builder()
                .functionName("json")
                .loggingConfig(logging -> logging.logFormat("JSON").applicationLogLevel("WARN"))
                .build());

        List<String> log = logOf(withTail("json", "1"));

        assertThat(log.getFirst())
                .matches("\\{\"time\":\"[^\"]+Z\",\"type\":\"platform.start\",\"record\":\\{\"requestId\":\"[^\"]+\","
                        + "\"version\":\"\\$LATEST\"}}");
        assertThat(log.getLast())
                .contains("\"type\":\"platform.report\"")
                .contains("\"status\":\"success\"")
                .containsPattern("\"billedDurationMs\":[0-9]+,\"memorySizeMB\":128,\"maxMemoryUsedMB\":[0-9]+");
        assertThat(log).hasSize(2);
        assertThat(lambda.sandboxes.made().getFirst().started().orElseThrow().environment())
                .containsEntry("AWS_LAMBDA_LOG_FORMAT", "JSON")
                .containsEntry("AWS_LAMBDA_LOG_LEVEL", "WARN");
    }

    private InvokeResponse withTail(String function, String payload) {
        return lambda.client()
                .invoke(request ->
                        request.functionName(function).logType("Tail").payload(SdkBytes.fromUtf8String(payload)));
    }

    private static List<String> logOf(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
