package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import davit.base.time.SystemTime;
import davit.sandbox.SandboxExit;
import davit.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler.Visitor;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Answers that stream, by the SDK's client for event streams and a runtime that speaks the Runtime API. */
@Timeout(60)
class StreamingTest {
    @TempDir
    Path folder;

    private LambdaFixture lambda;
    private TestServer port;
    private LambdaAsyncClient client;

    @BeforeEach
    void start() throws IOException {
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
        lambda.create("f");
        port = new TestServer(lambda.handler());
        client = LambdaAsyncClient.builder()
                .endpointOverride(port.uri())
                .region(Region.of(LambdaFixture.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        port.close();
        lambda.close();
    }

    /** What a client gets of one invocation. */
    private final class Stream {
        final BlockingQueue<String> chunks = new LinkedBlockingQueue<>();
        final AtomicReference<InvokeWithResponseStreamCompleteEvent> end = new AtomicReference<>();
        final AtomicReference<InvokeWithResponseStreamResponse> response = new AtomicReference<>();
        final CompletableFuture<Void> done;

        Stream(String logType) {
            Visitor visitor = Visitor.builder()
                    .onPayloadChunk(chunk -> chunks.add(chunk.payload().asUtf8String()))
                    .onInvokeComplete(end::set)
                    .build();
            done = client.invokeWithResponseStream(
                    InvokeWithResponseStreamRequest.builder()
                            .functionName("f")
                            .logType(logType)
                            .payload(SdkBytes.fromUtf8String("{}"))
                            .build(),
                    InvokeWithResponseStreamResponseHandler.builder()
                            .subscriber(visitor)
                            .onResponse(response::set)
                            .build());
        }

        String text() {
            done.join();
            List<String> all = new ArrayList<>();
            chunks.drainTo(all);
            return String.join("", all);
        }
    }

    private Stream invoke() {
        return new Stream("None");
    }

    @Test
    void passesBytesOnAsTheyCome() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        List<Integer> statuses = new ArrayList<>();
        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            runtime.chunk("first ");
            seen.await();
            runtime.chunk("second");
            statuses.add(runtime.endStream("").status());
            return null;
        });
        Stream stream = new Stream("Tail");
        assertThat(stream.chunks.poll(30, TimeUnit.SECONDS)).isEqualTo("first ");
        seen.countDown();
        assertThat(stream.text()).isEqualTo("second");
        assertThat(stream.end.get().errorCode()).isNull();
        assertThat(new String(Base64.getDecoder().decode(stream.end.get().logResult()), StandardCharsets.UTF_8))
                .contains("REPORT RequestId: ");
        assertThat(stream.response.get().executedVersion()).isEqualTo("$LATEST");
        assertThat(stream.response.get().responseStreamContentType()).isEqualTo("application/vnd.amazon.eventstream");
        assertThat(statuses).containsExactly(202);
        assertThat(lambda.invoke("f", "{}")).isNotNull();
        assertThat(lambda.sandboxes.made()).hasSize(1);
    }

    @Test
    void saysInTheEndThatTheHandlerFailed() {
        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            runtime.chunk("half");
            String body =
                    Base64.getEncoder().encodeToString("{\"errorMessage\":\"no\"}".getBytes(StandardCharsets.UTF_8));
            runtime.endStream(
                    "Lambda-Runtime-Function-Error-Type: Late\r\nLambda-Runtime-Function-Error-Body: " + body + "\r\n");
            return null;
        });
        Stream stream = invoke();
        assertThat(stream.text()).isEqualTo("half");
        assertThat(stream.end.get().errorCode()).isEqualTo("Late");
        assertThat(stream.end.get().errorDetails()).isEqualTo("{\"errorMessage\":\"no\"}");
    }

    @Test
    void saysThatTheRuntimeDiedOrItsTimeWasOver() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            runtime.chunk("half");
            seen.await();
            runtime.chunk(" more");
            throw new FakeRuntime.EndedException(new SandboxExit.Exited(3));
        });
        Stream died = invoke();
        assertThat(died.chunks.poll(30, TimeUnit.SECONDS)).isEqualTo("half");
        seen.countDown();
        assertThat(died.text()).isEqualTo(" more");
        assertThat(died.end.get().errorCode()).isEqualTo("Runtime.ExitError");
        assertThat(died.end.get().errorDetails()).contains("exit status 3");

        lambda.client()
                .updateFunctionConfiguration(update -> update.functionName("f").timeout(1));
        LambdaFixture.await(() -> lambda.client()
                .getFunctionConfiguration(get -> get.functionName("f"))
                .lastUpdateStatusAsString()
                .equals("Successful"));
        lambda.runtime.handle((self, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            runtime.chunk("half");
            self.runForever();
            return null;
        });
        Stream late = invoke();
        assertThat(late.text()).isEqualTo("half");
        assertThat(late.end.get().errorCode()).isEqualTo("Sandbox.Timedout");
        assertThat(late.end.get().errorDetails()).contains("Task timed out after 1.00 seconds");
    }

    @Test
    void endsAnInvocationWhoseRuntimeOnlyClosesTheConnection() {
        lambda.runtime.handle((self, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            runtime.chunk("half");
            runtime.close();
            self.runForever();
            return null;
        });
        Stream stream = invoke();
        assertThat(stream.text()).isEqualTo("half");
        assertThat(stream.end.get().errorCode()).isEqualTo("Runtime.TruncatedResponse");
    }

    @Test
    void answersInOnePieceWhatIsNotStreamed() {
        lambda.runtime.handle((_, _, _) -> "\"" + "x".repeat(100_000) + "\"");
        assertThat(invoke().text()).hasSize(100_002);

        lambda.runtime.handle((_, runtime, event) -> {
            runtime.fail(event.requestId(), "Error", "{\"errorMessage\":\"no\"}");
            return null;
        });
        Stream failed = invoke();
        assertThat(failed.text()).isEmpty();
        assertThat(failed.end.get().errorCode()).isEqualTo("Error");
        assertThat(failed.end.get().errorDetails()).isEqualTo("{\"errorMessage\":\"no\"}");
    }

    @Test
    void refusesWhatCannotRun() {
        lambda.client().putFunctionConcurrency(put -> put.functionName("f").reservedConcurrentExecutions(0));
        CompletionException refused = catchThrowableOfType(CompletionException.class, () -> invoke().text());
        assertThat(refused).hasCauseInstanceOf(TooManyRequestsException.class).hasMessageContaining("Rate Exceeded.");
    }

    @Test
    void gathersAStreamForAClientThatWantsItWhole() {
        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            runtime.chunk("{\"a\":");
            runtime.chunk("1}");
            runtime.endStream("");
            return null;
        });
        assertThat(lambda.invoke("f", "{}").payload().asUtf8String()).isEqualTo("{\"a\":1}");

        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            for (int i = 0; i < 65; i++) {
                runtime.chunk("x".repeat(100_000));
            }
            runtime.endStream("");
            return null;
        });
        InvokeResponse tooLarge = lambda.invoke("f", "{}");
        assertThat(tooLarge.functionError()).isEqualTo("Unhandled");
        assertThat(tooLarge.payload().asUtf8String()).contains("Function.ResponseSizeTooLarge");
    }

    @Test
    void letsTheFunctionGoOnWhenTheClientIsGone() {
        CountDownLatch left = new CountDownLatch(1);
        AtomicReference<Integer> status = new AtomicReference<>();
        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(event.requestId(), "");
            runtime.chunk("first");
            left.await();
            for (int i = 0; i < 50; i++) {
                runtime.chunk("x".repeat(100_000));
            }
            status.set(runtime.endStream("").status());
            return null;
        });
        lambda.client()
                .updateFunctionConfiguration(update -> update.functionName("f").timeout(60));
        LambdaFixture.await(() -> lambda.client()
                .getFunctionConfiguration(get -> get.functionName("f"))
                .lastUpdateStatusAsString()
                .equals("Successful"));
        Stream stream = invoke();
        LambdaFixture.await(() -> !stream.chunks.isEmpty());
        stream.done.cancel(true);
        left.countDown();
        LambdaFixture.await(() -> status.get() != null);
        assertThat(status.get()).isEqualTo(202);
    }
}
