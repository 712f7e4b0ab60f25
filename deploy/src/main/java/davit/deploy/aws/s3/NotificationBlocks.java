package davit.deploy.aws.s3;

import davit.deploy.aws.resource.Outputs;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** Notifications of a bucket in Pulumi's form and in S3's. */
final class NotificationBlocks {
    static final String FUNCTIONS = "lambdaFunctions";
    static final String QUEUES = "queues";
    static final String TOPICS = "topics";
    static final String EVENT_BRIDGE = "eventbridge";
    static final String FUNCTION_ARN = "lambdaFunctionArn";
    static final String QUEUE_ARN = "queueArn";
    static final String TOPIC_ARN = "topicArn";
    static final String EVENTS = "events";
    static final String PREFIX = "filterPrefix";
    static final String SUFFIX = "filterSuffix";
    static final String ID = "id";

    private NotificationBlocks() {}

    static NotificationConfiguration configuration(String bucket, Properties inputs) {
        List<LambdaFunctionConfiguration> functions = new ArrayList<>();
        for (Properties given : inputs.objects(FUNCTIONS)) {
            functions.add(LambdaFunctionConfiguration.builder()
                    .id(id("lambda", bucket, given))
                    .lambdaFunctionArn(given.text(FUNCTION_ARN).orElse(""))
                    .events(events(given))
                    .filter(filter(given))
                    .build());
        }
        List<QueueConfiguration> queues = new ArrayList<>();
        for (Properties given : inputs.objects(QUEUES)) {
            queues.add(QueueConfiguration.builder()
                    .id(id("queue", bucket, given))
                    .queueArn(given.text(QUEUE_ARN).orElse(""))
                    .events(events(given))
                    .filter(filter(given))
                    .build());
        }
        List<TopicConfiguration> topics = new ArrayList<>();
        for (Properties given : inputs.objects(TOPICS)) {
            topics.add(TopicConfiguration.builder()
                    .id(id("topic", bucket, given))
                    .topicArn(given.text(TOPIC_ARN).orElse(""))
                    .events(events(given))
                    .filter(filter(given))
                    .build());
        }
        NotificationConfiguration.Builder configuration = NotificationConfiguration.builder()
                .lambdaFunctionConfigurations(functions)
                .queueConfigurations(queues)
                .topicConfigurations(topics);
        if (inputs.bool(EVENT_BRIDGE).orElse(false)) {
            configuration.eventBridgeConfiguration(
                    EventBridgeConfiguration.builder().build());
        }
        return configuration.build();
    }

    /** The program's id, else one made from what the notification says, so that it stays the same. */
    private static String id(String kind, String bucket, Properties given) {
        return given.text(ID)
                .orElseGet(() -> "tf-s3-" + kind + "-"
                        + UUID.nameUUIDFromBytes((bucket + PropertyValue.of(given)).getBytes(StandardCharsets.UTF_8))
                                .toString()
                                .replace("-", ""));
    }

    private static List<Event> events(Properties given) {
        return given.texts(EVENTS).stream().map(Event::fromValue).toList();
    }

    private static @Nullable NotificationConfigurationFilter filter(Properties given) {
        List<FilterRule> rules = new ArrayList<>();
        given.text(PREFIX)
                .filter(text -> !text.isEmpty())
                .ifPresent(prefix -> rules.add(
                        FilterRule.builder().name("prefix").value(prefix).build()));
        given.text(SUFFIX)
                .filter(text -> !text.isEmpty())
                .ifPresent(suffix -> rules.add(
                        FilterRule.builder().name("suffix").value(suffix).build()));
        return rules.isEmpty()
                ? null
                : NotificationConfigurationFilter.builder()
                        .key(key -> key.filterRules(rules))
                        .build();
    }

    /** Whether nothing is notified. */
    static boolean isEmpty(GetBucketNotificationConfigurationResponse actual) {
        return actual.lambdaFunctionConfigurations().isEmpty()
                && actual.queueConfigurations().isEmpty()
                && actual.topicConfigurations().isEmpty()
                && actual.eventBridgeConfiguration() == null;
    }

    static Properties outputs(GetBucketNotificationConfigurationResponse actual) {
        return new Outputs()
                .bool(EVENT_BRIDGE, actual.eventBridgeConfiguration() != null)
                .blocks(
                        FUNCTIONS,
                        actual.lambdaFunctionConfigurations().stream()
                                .map(each -> block(each.id(), each.eventsAsStrings(), each.filter())
                                        .text(FUNCTION_ARN, each.lambdaFunctionArn())
                                        .build())
                                .toList())
                .blocks(
                        QUEUES,
                        actual.queueConfigurations().stream()
                                .map(each -> block(each.id(), each.eventsAsStrings(), each.filter())
                                        .text(QUEUE_ARN, each.queueArn())
                                        .build())
                                .toList())
                .blocks(
                        TOPICS,
                        actual.topicConfigurations().stream()
                                .map(each -> block(each.id(), each.eventsAsStrings(), each.filter())
                                        .text(TOPIC_ARN, each.topicArn())
                                        .build())
                                .toList())
                .build();
    }

    private static Outputs block(String id, List<String> events, @Nullable NotificationConfigurationFilter filter) {
        Outputs outputs = new Outputs().text(ID, id).texts(EVENTS, events);
        if (filter != null && filter.key() != null) {
            filter.key().filterRules().forEach(rule -> {
                boolean isPrefix = rule.nameAsString().toLowerCase(Locale.ROOT).equals("prefix");
                outputs.text(isPrefix ? PREFIX : SUFFIX, rule.value());
            });
        }
        return outputs;
    }
}
