package davit.services.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.arn.Arn;
import davit.base.storage.SqliteRecords;
import davit.services.s3.model.BucketSettings.Notifications;
import davit.services.s3.model.EventCause;
import davit.services.s3.model.NotificationRule;
import davit.services.s3.model.ObjectAddress;
import davit.testkit.FakeTime;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final EventCause CAUSE = new EventCause("ObjectCreated:Put", "someone", "127.0.0.1", "request");

    @TempDir
    Path folder;

    @Test
    void countsOnlyEventsThatCameIntoBeing() {
        try (SqliteRecords records = new SqliteRecords(folder.resolve("davit.db"))) {
            FakeTime time = new FakeTime();
            Buckets buckets = new Buckets(records, "000000000000");
            Arn function = Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:f");
            buckets.create(new StoredBucket("videos", "us-east-1", time.now()));
            NotificationRule rule = new NotificationRule("rule", function, List.of("s3:ObjectCreated:*"), "", "");
            buckets.notifications().put("videos", new Notifications(List.of(rule)));
            Outbox outbox = new Outbox(records, buckets, time);
            ObjectAddress address = new ObjectAddress("videos", "a");

            assertThatThrownBy(() -> records.atomically(() -> {
                        assertThat(outbox.add(address, CAUSE, "us-east-1", null))
                                .isEqualTo(1);
                        throw new IllegalStateException("not durable");
                    }))
                    .hasMessage("not durable");
            assertThat(outbox.waiting()).isZero();

            outbox.announce(records.atomically(() -> outbox.add(address, CAUSE, "us-east-1", null)));
            assertThat(outbox.waiting()).isEqualTo(1);
        }
    }
}
