package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.port.EventTargets;
import davit.aws.port.EventTargets.BusyException;
import davit.aws.port.EventTargets.RejectedException;
import davit.base.json.Json;
import davit.base.time.Time;
import davit.services.s3.model.BucketName;
import davit.services.s3.model.BucketSettings.Notifications;
import davit.services.s3.model.NotificationRule;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;

/** The operation of this name. */
public final class PutBucketNotificationConfiguration
        implements Operation.Plain<
                PutBucketNotificationConfigurationRequest, PutBucketNotificationConfigurationResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(PutBucketNotificationConfiguration.class);

    private final Buckets buckets;
    private final Permissions permissions;
    private final EventTargets targets;
    private final RandomGenerator random;
    private final Time time;

    /** Works on these. */
    public PutBucketNotificationConfiguration(
            Buckets buckets, Permissions permissions, EventTargets targets, RandomGenerator random, Time time) {
        this.buckets = buckets;
        this.permissions = permissions;
        this.targets = targets;
        this.random = random;
        this.time = time;
    }

    @Override
    public List<Access> access(PutBucketNotificationConfigurationRequest input) {
        return List.of(permissions.onBucket("s3:PutBucketNotification", input.bucket()));
    }

    @Override
    public PutBucketNotificationConfigurationResponse call(PutBucketNotificationConfigurationRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        NotificationConfiguration configuration = input.notificationConfiguration();
        if (configuration == null) {
            throw S3Error.MALFORMED_XML.now();
        }
        List<NotificationRule> rules = NotificationShapes.rules(configuration, random);
        if (!Boolean.TRUE.equals(input.skipDestinationValidation())) {
            rules.forEach(rule -> checkDestination(rule, input.bucket()));
        }
        buckets.notifications().put(input.bucket(), new Notifications(rules));
        rules.stream().filter(NotificationRule::isForQueue).forEach(rule -> sendTestEvent(rule, input.bucket()));
        return PutBucketNotificationConfigurationResponse.builder().build();
    }

    private Caller.Service s3(String bucket) {
        return new Caller.Service("s3.amazonaws.com", BucketName.arn(bucket), buckets.account());
    }

    /** Queues hear at once that they will hear of events. */
    private void sendTestEvent(NotificationRule rule, String bucket) {
        RequestContext context = RequestContext.current();
        Map<String, String> event = new LinkedHashMap<>();
        event.put("Service", "Amazon S3");
        event.put("Event", "s3:TestEvent");
        event.put("Time", time.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("Bucket", bucket);
        event.put("RequestId", context.requestId());
        event.put("HostId", context.requestId());
        try {
            targets.deliver(rule.function(), Json.bytes(event), s3(bucket));
        } catch (RejectedException | BusyException e) {
            LOG.info("{} did not take the test event of {}: {}", rule.function(), bucket, e.getMessage());
        }
    }

    private void checkDestination(NotificationRule rule, String bucket) {
        try {
            targets.check(rule.function(), s3(bucket));
        } catch (RejectedException e) {
            throw NotificationShapes.unreachable(rule.function().toString());
        }
    }
}
