package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.port.EventTargets;
import davit.aws.port.EventTargets.RejectedException;
import davit.services.s3.model.BucketName;
import davit.services.s3.model.BucketSettings.Notifications;
import davit.services.s3.model.NotificationRule;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;

/** The operation of this name. */
public final class PutBucketNotificationConfiguration
        implements Operation.Plain<
                PutBucketNotificationConfigurationRequest, PutBucketNotificationConfigurationResponse> {
    private final Buckets buckets;
    private final Permissions permissions;
    private final EventTargets targets;
    private final RandomGenerator random;

    /** Works on these. */
    public PutBucketNotificationConfiguration(
            Buckets buckets, Permissions permissions, EventTargets targets, RandomGenerator random) {
        this.buckets = buckets;
        this.permissions = permissions;
        this.targets = targets;
        this.random = random;
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
        return PutBucketNotificationConfigurationResponse.builder().build();
    }

    private void checkDestination(NotificationRule rule, String bucket) {
        try {
            targets.check(
                    rule.function(), new Caller.Service("s3.amazonaws.com", BucketName.arn(bucket), buckets.account()));
        } catch (RejectedException e) {
            throw NotificationShapes.unreachable(rule.function().toString());
        }
    }
}
