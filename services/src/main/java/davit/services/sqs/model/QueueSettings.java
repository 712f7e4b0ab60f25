package davit.services.sqs.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes that a queue was given, as values.
 *
 * @param values by their names; what is not there has its default
 * @param redrive where dead letters go
 * @param redriveAllow who may send its dead letters here
 */
@SuppressWarnings("checkstyle:IllegalType") // components that may lack
public record QueueSettings(
        Map<String, String> values, Optional<RedrivePolicy> redrive, Optional<RedriveAllowPolicy> redriveAllow) {
    /** Reads attributes that were checked before. */
    public static QueueSettings of(Map<String, String> values) {
        return new QueueSettings(
                Map.copyOf(values),
                Optional.ofNullable(values.get("RedrivePolicy")).map(RedrivePolicy::parse),
                Optional.ofNullable(values.get("RedriveAllowPolicy")).map(RedriveAllowPolicy::parse));
    }

    /** How long a message that was received is kept from others. */
    public Duration visibilityTimeout() {
        return Duration.ofSeconds(number(AttributeRules.VISIBILITY_TIMEOUT));
    }

    /** How long a message is kept back after it was sent. */
    public Duration delay() {
        return Duration.ofSeconds(number(AttributeRules.DELAY));
    }

    /** How long a message is kept. */
    public Duration retention() {
        return Duration.ofSeconds(number(AttributeRules.RETENTION));
    }

    /** How long a receive waits for a message. */
    public Duration receiveWait() {
        return Duration.ofSeconds(number(AttributeRules.RECEIVE_WAIT));
    }

    /** How many bytes a message has at most. */
    public int maximumMessageSize() {
        return number(AttributeRules.MAXIMUM_SIZE);
    }

    /** Whether messages with the same body are the same. */
    public boolean isContentBasedDeduplication() {
        return values.getOrDefault(AttributeRules.CONTENT_BASED, "false").equals("true");
    }

    /** Whether the same message in two groups is two messages. */
    public boolean isDeduplicatedByGroup() {
        return values.getOrDefault(AttributeRules.DEDUPLICATION_SCOPE, "queue").equals("messageGroup");
    }

    /** The policy document. */
    public Optional<String> policy() {
        return Optional.ofNullable(values.get(AttributeRules.POLICY));
    }

    private int number(AttributeRules.Whole rule) {
        String value = values.get(rule.name());
        return value == null ? rule.usual() : Integer.parseInt(value);
    }
}
