package davit.services.s3.api;

import davit.aws.arn.Arn;
import davit.services.s3.model.NotificationRule;
import davit.services.s3.model.NotificationRules;
import davit.services.s3.model.S3Error;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** Notification configurations as S3 writes them. */
final class NotificationShapes {
    private static final int ID_BYTES = 16;
    private static final int LONGEST_FILTER = 1024;

    private NotificationShapes() {}

    /**
     * Reads a configuration.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidArgument}
     */
    static List<NotificationRule> rules(NotificationConfiguration configuration, RandomGenerator random) {
        if (configuration.eventBridgeConfiguration() != null) {
            throw S3Error.NOT_IMPLEMENTED.with("Events cannot be sent to EventBridge");
        }
        configuration.topicConfigurations().forEach(topic -> {
            throw unreachable(topic.topicArn());
        });
        List<NotificationRule> rules = Stream.concat(
                        configuration.lambdaFunctionConfigurations().stream().map(NotificationShapes::rule),
                        configuration.queueConfigurations().stream().map(NotificationShapes::rule))
                .map(rule -> rule.id().isEmpty() ? rule.named(id(random)) : rule)
                .toList();
        NotificationRules.check(rules);
        return rules;
    }

    /** The refusal of a destination that does not exist, or does not let S3 in. */
    static RuntimeException unreachable(@Nullable String arn) {
        return S3Error.invalidArgument(
                "Unable to validate the following destination configurations", "Destination", String.valueOf(arn));
    }

    private static NotificationRule rule(LambdaFunctionConfiguration shape) {
        List<FilterRule> filters = filters(shape.filter());
        return new NotificationRule(
                Objects.requireNonNullElse(shape.id(), ""),
                arn(shape.lambdaFunctionArn(), "lambda", "CloudFunction"),
                shape.eventsAsStrings(),
                value(filters, "prefix"),
                value(filters, "suffix"));
    }

    private static NotificationRule rule(QueueConfiguration shape) {
        List<FilterRule> filters = filters(shape.filter());
        return new NotificationRule(
                Objects.requireNonNullElse(shape.id(), ""),
                arn(shape.queueArn(), "sqs", "Queue"),
                shape.eventsAsStrings(),
                value(filters, "prefix"),
                value(filters, "suffix"));
    }

    private static Arn arn(@Nullable String text, String service, String argument) {
        if (text == null || !Arn.isArn(text) || !Arn.parse(text).service().equals(service)) {
            throw S3Error.invalidArgument("The ARN is not well formed", argument, String.valueOf(text));
        }
        return Arn.parse(text);
    }

    private static String id(RandomGenerator random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<FilterRule> filters(@Nullable NotificationConfigurationFilter filter) {
        List<FilterRule> filters = filter == null || filter.key() == null
                ? List.of()
                : filter.key().filterRules();
        for (FilterRule rule : filters) {
            String name = name(rule);
            if (!name.equals("prefix") && !name.equals("suffix")) {
                throw S3Error.invalidArgument(
                        "filter rule name must be either prefix or suffix", "FilterRule.Name", rule.nameAsString());
            }
            if (rule.value() != null && rule.value().length() > LONGEST_FILTER) {
                throw S3Error.invalidArgument(
                        "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation",
                        "FilterRule.Value",
                        rule.value());
            }
        }
        return filters;
    }

    private static String name(FilterRule rule) {
        return String.valueOf(rule.nameAsString()).toLowerCase(Locale.ROOT);
    }

    private static String value(List<FilterRule> filters, String name) {
        List<FilterRule> named =
                filters.stream().filter(rule -> name(rule).equals(name)).toList();
        if (named.size() > 1) {
            throw S3Error.invalidArgument(
                    "Cannot specify more than one " + name + " rule in a filter.", "FilterRule", name);
        }
        return named.isEmpty() || named.getFirst().value() == null
                ? ""
                : named.getFirst().value();
    }

    /** Writes the rules. */
    static GetBucketNotificationConfigurationResponse shape(List<NotificationRule> rules) {
        return GetBucketNotificationConfigurationResponse.builder()
                .lambdaFunctionConfigurations(rules.stream()
                        .filter(rule -> !rule.isForQueue())
                        .map(rule -> LambdaFunctionConfiguration.builder()
                                .id(rule.id())
                                .lambdaFunctionArn(rule.function().toString())
                                .eventsWithStrings(rule.events())
                                .filter(filter(rule))
                                .build())
                        .toList())
                .queueConfigurations(rules.stream()
                        .filter(NotificationRule::isForQueue)
                        .map(rule -> QueueConfiguration.builder()
                                .id(rule.id())
                                .queueArn(rule.function().toString())
                                .eventsWithStrings(rule.events())
                                .filter(filter(rule))
                                .build())
                        .toList())
                .build();
    }

    private static @Nullable NotificationConfigurationFilter filter(NotificationRule rule) {
        List<FilterRule> filters = new ArrayList<>();
        if (!rule.prefix().isEmpty()) {
            filters.add(FilterRule.builder().name("Prefix").value(rule.prefix()).build());
        }
        if (!rule.suffix().isEmpty()) {
            filters.add(FilterRule.builder().name("Suffix").value(rule.suffix()).build());
        }
        return filters.isEmpty()
                ? null
                : NotificationConfigurationFilter.builder()
                        .key(key -> key.filterRules(filters))
                        .build();
    }
}
