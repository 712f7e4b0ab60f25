package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.BucketSettings.Notifications;
import davit.services.s3.model.NotificationRule;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;

/** The operation of this name. */
public final class GetBucketNotificationConfiguration
        implements Operation.Plain<
                GetBucketNotificationConfigurationRequest, GetBucketNotificationConfigurationResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketNotificationConfiguration(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketNotificationConfigurationRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketNotification", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("NotificationConfiguration");
    }

    @Override
    public GetBucketNotificationConfigurationResponse call(GetBucketNotificationConfigurationRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        List<NotificationRule> rules = buckets.notifications()
                .find(input.bucket())
                .orElse(Notifications.NONE)
                .rules();
        return NotificationShapes.shape(rules);
    }
}
