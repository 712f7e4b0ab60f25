package davit.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.AwsSettings;
import davit.aws.InProcessClients;
import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.port.Authorizer;
import davit.aws.port.EventTargets;
import davit.aws.port.EventTargets.BusyException;
import davit.aws.port.EventTargets.RejectedException;
import davit.base.json.Json;
import davit.base.storage.BlobId;
import davit.base.storage.Blobs;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.SqliteRecords;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/** What S3 does across restarts, with its events, and for callers who may little. */
class S3ServiceTest {
    private static final String ACCOUNT = "000000000000";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:hears";

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private final FakeFunction function = new FakeFunction();
    private SqliteRecords records;
    private Blobs blobs;
    private S3Service s3;
    private S3Client client;

    /** Hears events, unless it is broken. */
    private static final class FakeFunction implements EventTargets.Target {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
        private volatile boolean isBroken;
        private volatile boolean isBusy;

        @Override
        public void accept(Arn target, byte[] event, Caller.Service source) throws RejectedException, BusyException {
            if (isBroken) {
                refused.add(new String(event, StandardCharsets.UTF_8));
                throw new RejectedException("broken");
            }
            if (isBusy) {
                refused.add(new String(event, StandardCharsets.UTF_8));
                throw new BusyException("too many");
            }
            heard.add(new String(event, StandardCharsets.UTF_8));
        }

        @Override
        public void check(Arn target, Caller.Service source) {
            assertThat(source.principal()).isEqualTo("s3.amazonaws.com");
            assertThat(source.source()).hasToString("arn:aws:s3:::bucket");
        }

        private JsonNode next() throws InterruptedException {
            String event = heard.poll(10, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            return Json.tree(String.valueOf(event)).path("Records").get(0);
        }
    }

    @BeforeEach
    void open() throws IOException {
        records = new SqliteRecords(folder.resolve("davit.db"));
        blobs = new DirectoryBlobs(folder.resolve("objects"));
        EventTargets targets = new EventTargets();
        targets.register("lambda", function);
        s3 = new S3Service(records, blobs, targets, S3ServiceTest::allowReading, ACCOUNT, new Random(1), time);
        client = client(new Caller.Root(ACCOUNT), Authorizer.ALLOWS_ALL);
    }

    /** For callers who are not the owner: only what they are asked for themselves. */
    private static Authorizer.Decision allowReading(Caller caller, Access access) {
        return caller instanceof Caller.Root || access.action().equals("s3:GetObject")
                ? new Authorizer.Decision.Allowed()
                : new Authorizer.Decision.Denied("may not " + access.action());
    }

    private S3Client client(Caller caller, Authorizer authorizer) {
        return new InProcessClients(new AwsSettings(ACCOUNT, "us-east-1"), authorizer, new Random(2))
                .client(s3.service(), S3Client.class, caller);
    }

    @AfterEach
    void close() {
        s3.close();
        records.close();
    }

    private void restart() throws IOException {
        close();
        open();
        s3.start();
    }

    private void notify(String prefix) {
        client.createBucket(request -> request.bucket("bucket"));
        client.putBucketNotificationConfiguration(request -> request.bucket("bucket")
                .notificationConfiguration(configuration ->
                        configuration.lambdaFunctionConfigurations(LambdaFunctionConfiguration.builder()
                                .id("rule")
                                .lambdaFunctionArn(FUNCTION)
                                .events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED_DELETE)
                                .filter(filter -> filter.key(key -> key.filterRules(FilterRule.builder()
                                        .name("prefix")
                                        .value(prefix)
                                        .build())))
                                .build())));
    }

    private void put(String key, String content) {
        client.putObject(request -> request.bucket("bucket").key(key), RequestBody.fromString(content));
    }

    /** Moves the clock on, again and again: when the next attempt begins to wait cannot be seen from here. */
    private void letTimePassUntil(BooleanSupplier isSo) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; !isSo.getAsBoolean() && i < 1000; i++) {
            time.advance(Duration.ofSeconds(1));
            assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(isSo.getAsBoolean()).isTrue();
    }

    @Test
    void aFunctionHearsOfObjectsInS3sForm() throws InterruptedException {
        s3.start();
        notify("in/");
        put("out/a", "x");
        put("in/ü +%/日.mp4", "hello");
        client.deleteObject(request -> request.bucket("bucket").key("in/none"));
        client.deleteObject(request -> request.bucket("bucket").key("in/ü +%/日.mp4"));

        JsonNode created = function.next();
        assertThat(created.path("eventVersion").asString()).isEqualTo("2.1");
        assertThat(created.path("eventSource").asString()).isEqualTo("aws:s3");
        assertThat(created.path("eventName").asString()).isEqualTo("ObjectCreated:Put");
        assertThat(created.path("eventTime").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(created.path("awsRegion").asString()).isEqualTo("us-east-1");
        assertThat(created.at("/requestParameters/sourceIPAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(created.at("/s3/configurationId").asString()).isEqualTo("rule");
        assertThat(created.at("/s3/bucket/arn").asString()).isEqualTo("arn:aws:s3:::bucket");
        assertThat(created.at("/s3/object/key").asString()).isEqualTo("in/%C3%BC+%2B%25/%E6%97%A5.mp4");
        assertThat(created.at("/s3/object/size").asInt()).isEqualTo(5);
        assertThat(created.at("/s3/object/eTag").asString()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(created.at("/s3/object").has("versionId")).isFalse();
        JsonNode removed = function.next();
        assertThat(removed.path("eventName").asString()).isEqualTo("ObjectRemoved:Delete");
        assertThat(removed.at("/s3/object").has("size")).isFalse();
        assertThat(removed.at("/s3/object/sequencer").asString())
                .isGreaterThan(created.at("/s3/object/sequencer").asString());
    }

    @Test
    void eventsOutliveTheProcessAndAFunctionThatIsBroken() throws IOException, InterruptedException {
        function.isBroken = true;
        notify("");
        for (int i = 0; i < 5; i++) {
            put("a", "x".repeat(i));
        }
        restart();
        assertThat(function.refused.poll(10, TimeUnit.SECONDS)).contains("\"size\":0");
        function.isBroken = false;
        letTimePassUntil(() -> !function.heard.isEmpty());
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sizes.add(function.next().at("/s3/object/size").asInt());
        }
        assertThat(sizes).containsExactly(0, 1, 2, 3, 4);
        restart();
        put("a", "last");
        assertThat(function.next().at("/s3/object/size").asInt()).isEqualTo(4);
    }

    @Test
    void anEventWaitsAsLongAsTheFunctionIsBusy() throws InterruptedException {
        function.isBusy = true;
        s3.start();
        notify("");
        put("a", "x");
        assertThat(function.refused.poll(10, TimeUnit.SECONDS)).isNotNull();
        time.advance(Duration.ofMinutes(2));
        letTimePassUntil(() -> function.refused.size() > 1);
        function.isBusy = false;
        letTimePassUntil(() -> !function.heard.isEmpty());
    }

    @Test
    void anEventThatNobodyTakesIsGivenUpAndDoesNotHoldOthersUp() throws InterruptedException {
        function.isBroken = true;
        s3.start();
        notify("");
        put("a", "x");
        put("a", "xy");
        // The second event of an object is tried when the first was given up.
        letTimePassUntil(() -> isAmong(function.refused, 2));
        function.isBroken = false;
        put("a", "xyz");
        letTimePassUntil(() -> isAmong(function.heard, 3));
        assertThat(isAmong(function.heard, 1)).isFalse();
    }

    private static boolean isAmong(BlockingQueue<String> events, int size) {
        return events.stream().anyMatch(event -> event.contains("\"size\":" + size + ","));
    }

    @Test
    void contentThatACrashLeftUnusedIsRemoved() throws IOException {
        client.createBucket(request -> request.bucket("bucket"));
        put("a", "kept");
        BlobId unused;
        try (Blobs.Upload upload = blobs.begin()) {
            upload.content().write("lost".getBytes(StandardCharsets.UTF_8));
            unused = upload.finish(id -> id); // and then the power went, before a record of it
        }
        restart();
        s3.close(); // which lets the sweep end
        assertThat(blobs.size(unused)).isEmpty();
        assertThat(client.getObjectAsBytes(request -> request.bucket("bucket").key("a"))
                        .asUtf8String())
                .isEqualTo("kept");
    }

    @Test
    void whoMayNotListIsNotToldWhatIsNotThere() {
        client.createBucket(request -> request.bucket("bucket"));
        Arn role = Arn.parse("arn:aws:iam::000000000000:role/reader");
        S3Client reader = client(new Caller.RoleSession(role, "AROA", "session"), S3ServiceTest::allowReading);
        assertThatThrownBy(() ->
                        client.headObject(request -> request.bucket("bucket").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() ->
                        reader.headObject(request -> request.bucket("bucket").key("none")))
                .isInstanceOfSatisfying(S3Exception.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(refused.getMessage()).contains("may not s3:ListBucket");
                });
    }
}
