package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;

import davit.sandbox.FakeSandbox;
import davit.testkit.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When environments are frozen. */
@Timeout(60)
class FreezingTest {
    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private LambdaFixture lambda;

    @BeforeEach
    void start() {
        lambda = new LambdaFixture(folder, time);
        lambda.service.start();
        lambda.create("echo");
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private FakeSandbox invokeAndSettle() {
        lambda.invoke("echo", "1");
        LambdaFixture.await(() -> lambda.service.status().busyEnvironments() == 0);
        return lambda.sandboxes.made().getFirst();
    }

    @Test
    void leavesAnEnvironmentRunningBetweenInvocationsThatFollowEachOther() {
        for (int i = 0; i < 20; i++) {
            invokeAndSettle();
            time.advance(Duration.ofMillis(1));
        }

        assertThat(lambda.sandboxes.made()).hasSize(1);
        assertThat(lambda.sandboxes.made().getFirst().freezes()).isZero();
    }

    @Test
    void freezesAnEnvironmentThatAsksForEventsAgainAndAgain() {
        lambda.runtime.handle((self, client, event) -> {
            client.respond(event.requestId(), "1");
            try (RuntimeClient other = new RuntimeClient(self.connect(FakeRuntime.RUNTIME_API))) {
                while (true) {
                    self.awaitThawed();
                    other.askNext();
                    time.advance(Duration.ofMillis(5));
                    Thread.sleep(Duration.ofMillis(1));
                }
            }
        });
        FakeSandbox sandbox = invokeAndSettle();

        LambdaFixture.await(() -> sandbox.state() == FakeSandbox.State.FROZEN);
    }

    @Test
    void freezesAnEnvironmentThatRestsAndThawsItForTheNextEvent() {
        FakeSandbox sandbox = invokeAndSettle();
        assertThat(sandbox.state()).isEqualTo(FakeSandbox.State.RUNNING);

        LambdaFixture.await(() -> {
            time.advance(Duration.ofMillis(10));
            return sandbox.state() == FakeSandbox.State.FROZEN;
        });

        assertThat(lambda.invoke("echo", "2").payload().asUtf8String()).isEqualTo("2");
        assertThat(lambda.sandboxes.made()).containsExactly(sandbox);
    }
}
