package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.port.Authorizer;
import davit.aws.port.EventTargets;
import davit.aws.port.EventTargets.BusyException;
import davit.aws.port.EventTargets.RejectedException;
import davit.functions.store.AsyncEvents;
import davit.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Asynchronous invocations: accepted, delivered, retried, given up, and kept over restarts. */
@Timeout(60)
class AsyncInvocationTest {
    private static final Caller.Service BUCKET =
            new Caller.Service("s3.amazonaws.com", Arn.parse("arn:aws:s3:::videos"), "000000000000");

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final List<LambdaFixture> started = new ArrayList<>();
    private LambdaFixture lambda;

    @BeforeEach
    void start() {
        lambda = started(Authorizer.ALLOWS_ALL);
        lambda.create("later");
    }

    private LambdaFixture started(Authorizer authorizer) {
        return started(authorizer, (_, _, event) -> event.body());
    }

    /** Starts Lambda, which goes on at once with what was accepted before. */
    private LambdaFixture started(Authorizer authorizer, FakeRuntime.Handler handler) {
        LambdaFixture fixture = new LambdaFixture(folder, time, authorizer);
        fixture.runtime.handle(handler);
        started.add(fixture);
        fixture.service.start();
        return fixture;
    }

    @AfterEach
    void close() {
        started.forEach(LambdaFixture::close);
    }

    private InvokeResponse send(String payload) {
        return lambda.realClient()
                .invoke(request -> request.functionName("later")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(payload)));
    }

    /** Lets the function fail always, and remember whom it was asked for. */
    private void failAlways() {
        lambda.runtime.handle((_, client, event) -> {
            attempts.add(event.requestId());
            client.fail(event.requestId(), "Bad", "{}");
            return null;
        });
    }

    private void awaitAttempts(int count) {
        LambdaFixture.await(() -> attempts.size() >= count);
        assertThat(attempts).hasSize(count);
    }

    /** Until it is decided when the event is tried again. */
    private void awaitFailures(int count) {
        AsyncEvents events = new AsyncEvents(lambda.records);
        LambdaFixture.await(() -> events.all().getFirst().functionErrors() == count);
    }

    private int waiting() {
        return lambda.service.status().queuedEvents();
    }

    /** The clock stands still, so that nobody writes a batch of the log because it is time to. */
    @Test
    void forgetsAnEventOnlyWhenItsLogIsWritten() {
        for (int i = 1; i <= 3; i++) {
            String id = send(Integer.toString(i)).responseMetadata().requestId();
            LambdaFixture.await(() -> waiting() == 0);
            assertThat(lambda.logs.messages()).anyMatch(line -> line.startsWith("REPORT RequestId: " + id));
        }
    }

    @Test
    void answersAtOnceAndRunsAfterwards() {
        List<String> events = new CopyOnWriteArrayList<>();
        lambda.runtime.handle((_, _, event) -> {
            events.add(event.body());
            return "1";
        });

        InvokeResponse response = send("{\"a\":1}");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.payload().asByteArray()).isEmpty();
        LambdaFixture.await(() -> waiting() == 0);
        assertThat(events).containsExactly("{\"a\":1}");
    }

    @Test
    void isTriedAgainAfterOneMinuteAndAfterTwo() {
        failAlways();
        send("1");
        awaitAttempts(1);
        awaitFailures(1);

        time.advance(Duration.ofSeconds(59));
        assertThat(attempts).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        awaitAttempts(2);
        awaitFailures(2);
        time.advance(Duration.ofSeconds(119));
        assertThat(attempts).hasSize(2);
        time.advance(Duration.ofSeconds(1));
        awaitAttempts(3);

        LambdaFixture.await(() -> waiting() == 0);
        assertThat(attempts).containsOnly(attempts.getFirst());
    }

    @Test
    void isTriedAsOftenAsTheFunctionWants() {
        lambda.client()
                .putFunctionEventInvokeConfig(put -> put.functionName("later").maximumRetryAttempts(0));
        failAlways();
        send("1");

        LambdaFixture.await(() -> waiting() == 0);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void isGivenUpWhenItIsTooOld() {
        lambda.client()
                .putFunctionEventInvokeConfig(put -> put.functionName("later").maximumEventAgeInSeconds(60));
        lambda.sandboxes.failNext("no room");
        failAlways();
        send("1");
        LambdaFixture.await(() -> !attempts.isEmpty() || lambda.service.status().environments() == 0);

        for (int second = 0; second < 90; second++) {
            lambda.sandboxes.failNext("no room");
            time.advance(Duration.ofSeconds(1));
            LambdaFixture.await(() -> lambda.service.status().busyEnvironments() == 0);
        }

        LambdaFixture.await(() -> waiting() == 0);
        assertThat(attempts).isEmpty();
    }

    @Test
    void isDroppedWhenTheFunctionIsSwitchedOff() {
        lambda.client().putFunctionConcurrency(put -> put.functionName("later").reservedConcurrentExecutions(0));
        failAlways();
        send("1");
        LambdaFixture.await(() -> waiting() == 0);
        assertThat(attempts).isEmpty();
    }

    @Test
    void isDroppedWhenTheFunctionIsDeleted() {
        failAlways();
        send("1");
        awaitAttempts(1);
        lambda.client().deleteFunction(delete -> delete.functionName("later"));
        LambdaFixture.await(() -> lambda.service.status().busyEnvironments() == 0);
        time.advance(Duration.ofMinutes(1));
        LambdaFixture.await(() -> waiting() == 0);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void isNotForANewFunctionOfTheSameName() {
        failAlways();
        send("1");
        awaitAttempts(1);
        LambdaFixture.await(() -> lambda.service.status().busyEnvironments() == 0);

        lambda.client().deleteFunction(delete -> delete.functionName("later"));
        lambda.create("later");

        assertThat(waiting()).isZero();
        lambda = started(Authorizer.ALLOWS_ALL);
        assertThat(waiting()).isZero();
    }

    @Test
    void isGivenUpWhenItIsTooOldAfterTheServerWasDown() {
        lambda.client()
                .putFunctionEventInvokeConfig(put -> put.functionName("later").maximumEventAgeInSeconds(60));
        lambda.runtime.handle((self, _, event) -> {
            attempts.add(event.requestId());
            self.runForever();
            return "never";
        });
        send("1");
        awaitAttempts(1);
        started.clear();
        lambda.close();
        time.advance(Duration.ofMinutes(10));

        lambda = started(Authorizer.ALLOWS_ALL);

        LambdaFixture.await(() -> waiting() == 0);
        assertThat(lambda.sandboxes.made()).isEmpty();
    }

    @Test
    void isTriedAgainWhenWhatBecameOfItCannotBeKept() {
        lambda.runtime.handle((_, _, event) -> {
            lambda.records.fill(attempts.size() < 10);
            attempts.add(event.requestId());
            return "1";
        });
        for (int i = 0; i < 11; i++) {
            lambda.records.fill(false);
            send("1");
            awaitAttempts(i + 1);
            LambdaFixture.await(() -> lambda.service.status().busyEnvironments() == 0);
        }
        lambda.records.fill(false);

        LambdaFixture.await(() -> {
            time.advance(Duration.ofMillis(200));
            return waiting() == 0;
        });
    }

    @Test
    void survivesAKilledServer() {
        lambda.runtime.handle((self, _, event) -> {
            attempts.add(event.requestId());
            self.runForever();
            return "never";
        });
        send("{\"kept\":true}");
        awaitAttempts(1);

        // Nobody closes the first one before the second has read what is kept: so it is after kill -9.
        List<String> delivered = new CopyOnWriteArrayList<>();
        lambda = started(Authorizer.ALLOWS_ALL, (_, _, event) -> {
            attempts.add(event.requestId());
            delivered.add(event.body());
            return "1";
        });

        LambdaFixture.await(() -> waiting() == 0);
        assertThat(delivered).containsExactly("{\"kept\":true}");
        assertThat(attempts).hasSize(2).containsOnly(attempts.getFirst());
    }

    @Test
    void isKeptWhenTheServerStopsWhileItRuns() {
        lambda.runtime.handle((self, _, event) -> {
            attempts.add(event.requestId());
            self.runForever();
            return "never";
        });
        send("1");
        awaitAttempts(1);
        started.clear();
        lambda.close();

        lambda = started(Authorizer.ALLOWS_ALL);

        LambdaFixture.await(() -> waiting() == 0);
        assertThat(lambda.sandboxes.made()).hasSize(1);
    }

    @Test
    void runsTenEventsOfAFunctionAtOnceAndLosesNone() {
        List<String> events = new CopyOnWriteArrayList<>();
        lambda.runtime.handle((_, _, event) -> {
            events.add(event.body());
            return "1";
        });
        for (int i = 0; i < 200; i++) {
            send(Integer.toString(i));
        }
        LambdaFixture.await(() -> waiting() == 0);
        assertThat(events).hasSize(200).doesNotHaveDuplicates();
        assertThat(lambda.sandboxes.made().size()).isLessThanOrEqualTo(10);
    }

    @Test
    void endsEnvironmentsThatAreIdleForTenMinutes() {
        send("1");
        LambdaFixture.await(() -> waiting() == 0
                && lambda.service.status().environments() == 1
                && lambda.service.status().busyEnvironments() == 0);
        time.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(lambda.sandboxes.living()).hasSize(1);
        LambdaFixture.await(() -> {
            time.advance(Duration.ofMillis(100));
            return lambda.sandboxes.living().isEmpty();
        });
    }

    @Test
    void comesFromOtherServicesThatThePolicyPermits() throws RejectedException, BusyException {
        lambda.client()
                .addPermission(add -> add.functionName("later")
                        .statementId("bucket")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com"));
        lambda = started(new Policed());
        EventTargets targets = new EventTargets();
        lambda.service.registerIn(targets);
        Arn function = Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:later");
        List<String> events = new CopyOnWriteArrayList<>();
        lambda.runtime.handle((_, _, event) -> {
            events.add(event.body());
            return "1";
        });

        targets.deliver(function, "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8), BUCKET);

        LambdaFixture.await(() -> events.size() == 1);
        lambda.client().removePermission(remove -> remove.functionName("later").statementId("bucket"));
        assertThatThrownBy(() -> targets.check(function, BUCKET))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("not permitted");
        assertThatThrownBy(
                        () -> targets.check(Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:nobody"), BUCKET))
                .isInstanceOf(RejectedException.class);
    }

    /** Allows services what a function's policy has a statement for. */
    private static final class Policed implements Authorizer {
        @Override
        public Decision decide(Caller caller, Access access) {
            boolean isPermitted = access.resourcePolicy()
                    .filter(policy -> policy.contains(BUCKET.principal()))
                    .isPresent();
            return isPermitted || !(caller instanceof Caller.Service)
                    ? new Decision.Allowed()
                    : new Decision.Denied("not permitted");
        }
    }
}
