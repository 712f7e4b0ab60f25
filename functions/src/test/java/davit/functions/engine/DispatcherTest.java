package davit.functions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import davit.aws.arn.Arn;
import davit.base.time.SystemTime;
import davit.functions.LambdaFixture;
import davit.functions.model.Architecture;
import davit.functions.model.FunctionCode;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionSettings;
import davit.functions.model.FunctionVersion;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import davit.functions.model.LogSettings;
import davit.functions.model.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is woken when. The grace for settling environments is longer than the tests. */
@Timeout(60)
class DispatcherTest {
    private static final EngineLimits LIMITS = new EngineLimits(100, 100, Duration.ofHours(1), Duration.ofHours(1));
    private static final Served SERVED = new Served(
            new FunctionId("000000000000", "us-east-1", "f"),
            "$LATEST",
            new FunctionVersion(
                    1,
                    FunctionCode.ofImage("image", "image", "sha256:a"),
                    new FunctionSettings(
                            Arn.parse(LambdaFixture.ROLE),
                            "",
                            3,
                            128,
                            512,
                            Map.of(),
                            null,
                            Architecture.X86_64,
                            "PassThrough",
                            LogSettings.DEFAULT,
                            null,
                            null),
                    Instant.EPOCH));

    private final List<Settling> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Dispatcher dispatcher = new Dispatcher(
            (id, _, events) -> {
                Settling environment = new Settling(id, events);
                made.add(environment);
                return environment;
            },
            LIMITS,
            new SystemTime());

    /** Ends its first invocation at once and settles; others run until the test ends. */
    private final class Settling implements Environment {
        private final EnvironmentId id;
        private final Events events;

        Settling(EnvironmentId id, Events events) {
            this.id = id;
            this.events = events;
        }

        @Override
        public Optional<InvocationResult> invoke(Lease lease, Invocation invocation) throws InterruptedException {
            if (invocation.requestId().equals("first")) {
                events.settling(lease, Long.MAX_VALUE);
            } else {
                running.incrementAndGet();
                end.await();
            }
            return Optional.of(
                    InvocationResult.notRun(invocation.requestId(), new InvocationOutcome.Returned(Payload.EMPTY)));
        }

        @Override
        public boolean isOverdue() {
            return false;
        }

        @Override
        public void stopIfOverdue() {}

        @Override
        public void initialize() {
            events.idle(id);
        }

        @Override
        public void stop() {}
    }

    @AfterEach
    void close() {
        end.countDown();
        dispatcher.close();
    }

    private void invoke(String requestId) {
        try {
            dispatcher.invoke(SERVED, new Invocation(requestId, "arn", Payload.EMPTY, null, "", false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Invokes so often, all of which wait for the environment that settles. */
    private List<Thread> invokeWaiting(int count) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = Thread.ofVirtual().start(() -> invoke("later"));
            threads.add(thread);
            LambdaFixture.await(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }
        return threads;
    }

    @Test
    void startsEnvironmentsForAllThatWaitOnceNothingSettlesAnyMore() {
        invoke("first");
        List<Thread> waiting = invokeWaiting(5);

        assertThat(made.getFirst().events.idle(made.getFirst().id)).isTrue();

        LambdaFixture.await(() -> running.get() == waiting.size());
        assertThat(made).hasSize(5);
    }

    @Test
    void letsTheOthersGoOnIfTheFirstThatWaitsIsInterrupted() {
        invoke("first");
        List<Thread> waiting = invokeWaiting(2);
        waiting.getFirst().interrupt();

        assertThat(made.getFirst().events.idle(made.getFirst().id)).isTrue();

        LambdaFixture.await(() -> running.get() >= 1);
    }
}
