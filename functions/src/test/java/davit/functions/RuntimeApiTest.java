package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import davit.functions.RuntimeClient.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The Runtime API as a runtime meets it, right and wrong calls. */
@Timeout(60)
class RuntimeApiTest {
    private static final String RESPONSE = "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\n";

    @TempDir
    Path folder;

    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private LambdaFixture lambda;

    @BeforeEach
    void start() {
        lambda = new LambdaFixture(folder, new SystemTime());
        lambda.service.start();
        lambda.create("f");
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @FunctionalInterface
    private interface Calls {
        void make(RuntimeClient client, Answer event) throws IOException;
    }

    /** Invokes a function whose runtime makes these calls for its event. */
    private InvokeResponse invoke(Calls calls) {
        lambda.runtime.handle((_, client, event) -> {
            calls.make(client, event);
            return null;
        });
        return lambda.client()
                .invoke(request -> request.functionName("f").payload(SdkBytes.fromUtf8String("{\"a\":1}")));
    }

    @Test
    void givesTheEventWithItsHeaders() {
        List<Answer> events = new ArrayList<>();
        invoke((client, event) -> {
            events.add(event);
            answers.add(client.respond(event.requestId(), "1"));
        });
        Answer event = events.getFirst();
        assertThat(event.status()).isEqualTo(200);
        assertThat(event.body()).isEqualTo("{\"a\":1}");
        assertThat(event.header("lambda-runtime-invoked-function-arn"))
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:f");
        assertThat(event.header("lambda-runtime-trace-id"))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]");
        long untilDeadline = Long.parseLong(event.header("lambda-runtime-deadline-ms")) - System.currentTimeMillis();
        assertThat(untilDeadline).isLessThanOrEqualTo(3_000);
        LambdaFixture.await(() -> answers.size() == 1);
        assertThat(answers.getFirst().status()).isEqualTo(202);
    }

    @Test
    void refusesTheAnswerToAnotherInvocation() {
        InvokeResponse response = invoke((client, event) -> {
            answers.add(client.respond("00000000-0000-0000-0000-000000000000", "\"wrong\""));
            client.respond(event.requestId(), "\"right\"");
        });
        assertThat(answers.getFirst().status()).isEqualTo(400);
        assertThat(answers.getFirst().body()).contains("\"errorType\":\"InvalidRequestID\"");
        assertThat(response.payload().asUtf8String()).isEqualTo("\"right\"");
    }

    @Test
    void refusesASecondAnswer() {
        InvokeResponse response = invoke((client, event) -> {
            client.respond(event.requestId(), "\"first\"");
            answers.add(client.respond(event.requestId(), "\"second\""));
            answers.add(client.fail(event.requestId(), "Late", "{}"));
            answers.add(client.failInit("Late", "{}"));
        });
        LambdaFixture.await(() -> answers.size() == 3);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("\"errorType\":\"InvalidStateTransition\"");
        });
        assertThat(response.payload().asUtf8String()).isEqualTo("\"first\"");
    }

    @Test
    void refusesTooLargeAnAnswerAndGoesOn() {
        InvokeResponse response =
                invoke((client, event) -> answers.add(client.respond(event.requestId(), "x".repeat(6_291_557))));
        LambdaFixture.await(() -> answers.size() == 1);
        assertThat(answers.getFirst().status()).isEqualTo(413);
        assertThat(answers.getFirst().body()).contains("Exceeded maximum allowed payload size (6291556 bytes).");
        assertThat(response.payload().asUtf8String()).contains("Function.ResponseSizeTooLarge");
        assertThat(invoke((client, event) -> client.respond(event.requestId(), "2"))
                        .payload()
                        .asUtf8String())
                .isEqualTo("2");
        assertThat(lambda.sandboxes.made()).hasSize(1);
    }

    @Test
    void takesAnAnswerInChunks() {
        InvokeResponse response = invoke((client, event) -> answers.add(client.exchange(
                RESPONSE.formatted(event.requestId()) + "Host: h\r\nTransfer-Encoding: chunked\r\n\r\n",
                lines("3", "\"ab", "2", "c\"", "0", "", ""))));
        assertThat(response.payload().asUtf8String()).isEqualTo("\"abc\"");
    }

    @Test
    void takesAnErrorInTheTrailersOfAnAnswerInChunks() {
        InvokeResponse response = invoke((client, event) -> answers.add(client.exchange(
                RESPONSE.formatted(event.requestId())
                        + "Host: h\r\nTransfer-Encoding: chunked\r\nTrailer: Lambda-Runtime-Function-Error-Type\r\n\r\n",
                lines(
                        "2",
                        "\"a",
                        "0",
                        "Lambda-Runtime-Function-Error-Type: Broken",
                        "Lambda-Runtime-Function-Error-Body: eyJlcnJvclR5cGUiOiJCcm9rZW4ifQ==",
                        "",
                        ""))));
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"errorType\":\"Broken\"}");
    }

    @Test
    void closesConnectionsAndBodiesThatARuntimeNeverHas() {
        List<Integer> open = new ArrayList<>();
        lambda.runtime.handle((self, _, event) -> {
            List<SocketChannel> channels = new ArrayList<>();
            String head = RESPONSE.formatted(event.requestId()) + "Host: h\r\nContent-Length: 6291556\r\n\r\n";
            for (int i = 0; i < 40; i++) {
                channels.add(self.connect(FakeRuntime.RUNTIME_API));
            }
            LambdaFixture.await(() -> open(channels).size() == 31);
            for (SocketChannel channel : open(channels)) {
                channel.write(ByteBuffer.wrap((head + "x".repeat(20_000)).getBytes(StandardCharsets.US_ASCII)));
            }
            LambdaFixture.await(() -> open(channels).size() == 1);
            open.add(open(channels).size());
            for (SocketChannel channel : channels) {
                channel.close();
            }
            return "1";
        });
        assertThat(lambda.invoke("f", "1").payload().asUtf8String()).isEqualTo("1");
        assertThat(open).containsExactly(1);
    }

    private static List<SocketChannel> open(List<SocketChannel> channels) {
        return channels.stream().filter(RuntimeApiTest::isOpen).toList();
    }

    private static boolean isOpen(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            return channel.read(ByteBuffer.allocate(1)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void knowsNoOtherCalls() {
        invoke((client, event) -> {
            answers.add(client.exchange("GET /2018-06-01/runtime/nothing HTTP/1.1\r\nHost: h\r\n\r\n", ""));
            answers.add(client.exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n", ""));
            client.respond(event.requestId(), "1");
        });
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(404));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }
}
