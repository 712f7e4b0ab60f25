package davit.functions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.concurrent.ByteBudget;
import davit.base.concurrent.ByteBudget.Room;
import davit.base.time.SystemTime;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.Payload;
import davit.functions.runtimeapi.Reply;
import davit.functions.runtimeapi.RuntimeCalls.Body;
import davit.linux.mount.Mount;
import davit.sandbox.FakeProcess;
import davit.sandbox.FakeSandboxes;
import davit.sandbox.Sandbox;
import davit.sandbox.SandboxException;
import davit.sandbox.SandboxId;
import davit.sandbox.SandboxLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a runtime's calls do, without connections. */
@Timeout(60)
class RuntimeProcessTest {
    private static final class NobodyListens implements RuntimeProcess.Listener {
        @Override
        public boolean settled() {
            return true;
        }

        @Override
        public void ended() {}
    }

    private final SystemTime time = new SystemTime();
    private final FakeSandboxes sandboxes = new FakeSandboxes(time, FakeProcess::runForever);

    private Sandbox sandbox() throws SandboxException {
        return sandboxes.prepare(
                SandboxId.random(new Random(7)),
                new Mount.Overlay(List.of(Path.of("/"))),
                new SandboxLimits(1 << 20, 1, 1, 1, 1 << 20),
                _ -> {});
    }

    private RuntimeProcess invoked(String requestId) throws SandboxException, InterruptedException {
        RuntimeProcess process = new RuntimeProcess(sandbox(), time, new Freezer(time), new NobodyListens());
        assertThat(process.next((_, _) -> {})).isInstanceOf(Reply.Parked.class);
        assertThat(process.take(requestId)).isTrue();
        return process;
    }

    @Test
    void forgetsAnAnswerThatNobodyWaitsFor() throws SandboxException, InterruptedException {
        RuntimeProcess process = invoked("r");
        ByteBudget budget = new ByteBudget(10, Duration.ZERO);
        Room room = budget.take(10).orElseThrow();
        Thread invoker = Thread.ofVirtual().start(() -> await(process));
        invoker.interrupt();
        invoker.join();

        process.response("r", new Body.Whole(Payload.of(new byte[10], room)));

        assertThat(budget.take(10)).isPresent();
        process.close();
    }

    @Test
    void endsAnInvocationWhoseEventCannotBeWritten() throws SandboxException, InterruptedException {
        Sandbox sandbox = sandbox();
        RuntimeProcess process = new RuntimeProcess(sandbox, time, new Freezer(time), new NobodyListens());
        CountDownLatch writing = new CountDownLatch(1);
        process.next((_, _) -> {
            writing.countDown();
            awaitEnd(sandbox);
        });
        assertThat(process.take("r")).isTrue();
        Thread invoker = Thread.ofVirtual().start(() -> process.deliver(event("r"), Duration.ofNanos(1)));
        writing.await();

        process.endIfOverdue(Duration.ofSeconds(3));

        invoker.join();
        assertThat(process.completed().orElseThrow().outcome())
                .isEqualTo(new InvocationOutcome.TimedOut(Duration.ofSeconds(3)));
    }

    private static Invocation event(String requestId) {
        return new Invocation(requestId, "arn", Payload.of("1"), null, "", false);
    }

    /** As a write to a connection does whose peer reads nothing. */
    private static void awaitEnd(Sandbox sandbox) throws IOException {
        try {
            sandbox.awaitExit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("broken pipe");
    }

    private void await(RuntimeProcess process) {
        try {
            process.awaitCompletion(time.nanos() + Duration.ofHours(1).toNanos(), Duration.ofHours(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
