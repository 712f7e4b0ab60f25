package davit.deploy.aws.s3;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.Waiting;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code aws:s3/bucketNotification:BucketNotification}: all notifications of a bucket; its id is the bucket's name. */
public final class BucketNotificationResource implements AwsResource {
    /**
     * How long S3 may refuse a destination: programs make the function's permission beside the notification, in no order.
     */
    private static final Duration LONGEST_REFUSAL = Duration.ofMinutes(1);

    private static final Schema SCHEMA = Schema.of(
                    "aws:s3/bucketNotification:BucketNotification",
                    Field.text("bucket").required().immutable(),
                    Field.bool(NotificationBlocks.EVENT_BRIDGE),
                    destinations(NotificationBlocks.FUNCTIONS, Field.text(NotificationBlocks.FUNCTION_ARN)),
                    destinations(
                            NotificationBlocks.QUEUES,
                            Field.text(NotificationBlocks.QUEUE_ARN).required()),
                    Schema.REGION,
                    destinations(
                            NotificationBlocks.TOPICS,
                            Field.text(NotificationBlocks.TOPIC_ARN).required()))
            .identifiedBy("bucket");

    private final Aws aws;

    /** Notifications of buckets of {@code aws}. */
    public BucketNotificationResource(Aws aws) {
        this.aws = aws;
    }

    private static Field destinations(String name, Field destination) {
        return Field.blocks(
                name,
                Field.textSet(NotificationBlocks.EVENTS).required(),
                Field.text(NotificationBlocks.PREFIX),
                Field.text(NotificationBlocks.SUFFIX),
                Field.text(NotificationBlocks.ID).computed(),
                destination);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException {
        String bucket = inputs.text("bucket").orElseThrow();
        put(context, bucket, inputs);
        return bucket;
    }

    private void put(OperationContext context, String bucket, Properties inputs)
            throws ProviderException, InterruptedException {
        NotificationConfiguration configuration = NotificationBlocks.configuration(bucket, inputs);
        Duration limit = context.timeout().compareTo(LONGEST_REFUSAL) < 0 ? context.timeout() : LONGEST_REFUSAL;
        new Waiting(aws.time(), limit)
                .retrying(
                        error -> AwsErrors.says(error, "Unable to validate the following destination configurations"),
                        () -> aws.s3(inputs)
                                .putBucketNotificationConfiguration(
                                        request -> request.bucket(bucket).notificationConfiguration(configuration)));
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        try {
            var actual =
                    aws.s3(state.outputs()).getBucketNotificationConfiguration(request -> request.bucket(state.id()));
            // A program may ask for none: then none is not "gone".
            boolean isWanted = !NotificationBlocks.isEmpty(actual) || hasNone(state.inputs());
            return isWanted
                    ? Optional.of(new Outputs()
                            .text("bucket", state.id())
                            .text("region", aws.region(state.outputs()))
                            .all(NotificationBlocks.outputs(actual))
                            .build())
                    : Optional.empty();
        } catch (S3Exception e) {
            if (AwsErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean hasNone(Properties inputs) {
        return inputs.list(NotificationBlocks.FUNCTIONS).isEmpty()
                && inputs.list(NotificationBlocks.QUEUES).isEmpty()
                && inputs.list(NotificationBlocks.TOPICS).isEmpty()
                && !inputs.bool(NotificationBlocks.EVENT_BRIDGE).orElse(false);
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException {
        put(context, old.id(), inputs);
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        try {
            aws.s3(state.outputs())
                    .putBucketNotificationConfiguration(
                            request -> request.bucket(state.id()).notificationConfiguration(none -> {}));
        } catch (S3Exception e) {
            if (!AwsErrors.isNotFound(e)) {
                throw e;
            }
        }
    }
}
