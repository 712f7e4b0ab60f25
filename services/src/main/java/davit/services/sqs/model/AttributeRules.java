package davit.services.sqs.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which attributes queues have, and what values.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">the
 *     attributes</a>
 */
public final class AttributeRules {
    /** The most bytes of a message, and of a batch of messages. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** The longest that a message can be kept from others, in seconds. */
    public static final int LONGEST_VISIBILITY_SECONDS = 43_200;

    /** The longest delay of a message, in seconds. */
    public static final int LONGEST_DELAY_SECONDS = 900;

    /** The longest that a receive waits, in seconds. */
    public static final int LONGEST_WAIT_SECONDS = 20;

    /** The attribute that makes a queue a FIFO queue. */
    public static final String FIFO = "FifoQueue";

    static final Whole VISIBILITY_TIMEOUT = new Whole("VisibilityTimeout", 0, LONGEST_VISIBILITY_SECONDS, 30);
    static final Whole DELAY = new Whole("DelaySeconds", 0, LONGEST_DELAY_SECONDS, 0);
    static final Whole RETENTION = new Whole("MessageRetentionPeriod", 60, 1_209_600, 345_600);
    static final Whole RECEIVE_WAIT = new Whole("ReceiveMessageWaitTimeSeconds", 0, LONGEST_WAIT_SECONDS, 0);
    static final Whole MAXIMUM_SIZE = new Whole("MaximumMessageSize", 1024, MOST_BYTES, MOST_BYTES);
    static final String POLICY = "Policy";
    static final String CONTENT_BASED = "ContentBasedDeduplication";
    static final String DEDUPLICATION_SCOPE = "DeduplicationScope";

    private static final Whole KEY_REUSE = new Whole("KmsDataKeyReusePeriodSeconds", 60, 86_400, 300);
    private static final List<Whole> NUMBERS =
            List.of(VISIBILITY_TIMEOUT, DELAY, RETENTION, RECEIVE_WAIT, MAXIMUM_SIZE, KEY_REUSE);
    private static final String KMS_KEY = "KmsMasterKeyId";
    private static final String MANAGED_KEY = "SqsManagedSseEnabled";
    private static final String LIMIT = "FifoThroughputLimit";
    private static final String REDRIVE = "RedrivePolicy";
    private static final String REDRIVE_ALLOW = "RedriveAllowPolicy";
    private static final Set<String> TEXTS = Set.of(POLICY, REDRIVE, REDRIVE_ALLOW, KMS_KEY);
    private static final String TRUE = "true";
    private static final String FALSE = "false";
    private static final Map<String, Set<String>> WORDS_OF_FIFO = Map.of(
            FIFO,
            Set.of(TRUE),
            CONTENT_BASED,
            Set.of(TRUE, FALSE),
            DEDUPLICATION_SCOPE,
            Set.of("queue", "messageGroup"),
            LIMIT,
            Set.of("perQueue", "perMessageGroupId"));
    private static final Set<String> READ_ONLY = Set.of(
            "All",
            "QueueArn",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "CreatedTimestamp",
            "LastModifiedTimestamp");

    private AttributeRules() {}

    /**
     * An attribute that is a number.
     *
     * @param usual its value where none was given
     */
    record Whole(String name, int least, int most, int usual) {}

    /** Whether {@code GetQueueAttributes} can be asked for this. */
    public static boolean isReadable(String name) {
        return READ_ONLY.contains(name) || isOfStandard(name) || WORDS_OF_FIFO.containsKey(name);
    }

    private static boolean isOfStandard(String name) {
        return NUMBERS.stream().anyMatch(rule -> rule.name().equals(name))
                || TEXTS.contains(name)
                || name.equals(MANAGED_KEY);
    }

    /**
     * The attributes of a queue after a change.
     *
     * @param before those it has
     * @param change those that are set; an empty text takes one away
     * @param isFifo whether it is a FIFO queue
     * @throws davit.aws.operation.ServiceException {@code InvalidAttributeName}, {@code InvalidAttributeValue}
     */
    public static Map<String, String> changed(Map<String, String> before, Map<String, String> change, boolean isFifo) {
        change.forEach((name, value) -> check(name, value, isFifo));
        Map<String, String> after = new HashMap<>(before);
        change.forEach((name, value) -> {
            if (value.isEmpty()) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        if (!change.getOrDefault(KMS_KEY, "").isEmpty()) {
            after.remove(MANAGED_KEY);
        } else if (change.getOrDefault(MANAGED_KEY, "").equals(TRUE)) {
            after.remove(KMS_KEY);
        }
        if (after.getOrDefault(LIMIT, "perQueue").equals("perMessageGroupId")
                && !after.getOrDefault(DEDUPLICATION_SCOPE, "queue").equals("messageGroup")) {
            throw invalid(LIMIT);
        }
        return after;
    }

    private static void check(String name, String value, boolean isFifo) {
        if (!isOfStandard(name) && !(isFifo && WORDS_OF_FIFO.containsKey(name))) {
            throw SqsError.INVALID_ATTRIBUTE_NAME.with("Unknown Attribute " + name + ".");
        }
        if (value.isEmpty() && TEXTS.contains(name)) {
            return;
        }
        if (!isValid(name, value)) {
            throw invalid(name);
        }
        if (name.equals(REDRIVE)) {
            RedrivePolicy.parse(value);
        }
        if (name.equals(REDRIVE_ALLOW)) {
            RedriveAllowPolicy.parse(value);
        }
    }

    private static RuntimeException invalid(String name) {
        return SqsError.INVALID_ATTRIBUTE_VALUE.with("Invalid value for the parameter " + name + ".");
    }

    private static boolean isValid(String name, String value) {
        return NUMBERS.stream()
                        .filter(rule -> rule.name().equals(name))
                        .allMatch(rule ->
                                Numbers.within(value, rule.least(), rule.most()).isPresent())
                && WORDS_OF_FIFO.getOrDefault(name, Set.of(value)).contains(value)
                && (!name.equals(MANAGED_KEY) || value.equals(TRUE) || value.equals(FALSE))
                && (!name.equals(POLICY) || QueuePolicy.isValid(value));
    }

    /** All that a queue has of these, defaults included. */
    public static Map<String, String> shown(Map<String, String> values, boolean isFifo) {
        Map<String, String> shown = new LinkedHashMap<>();
        NUMBERS.forEach(rule -> shown.put(rule.name(), Integer.toString(rule.usual())));
        boolean hasKey = values.containsKey(KMS_KEY);
        if (!hasKey) {
            shown.remove(KEY_REUSE.name());
        }
        shown.put(MANAGED_KEY, Boolean.toString(!hasKey));
        if (isFifo) {
            shown.put(FIFO, TRUE);
            shown.put(CONTENT_BASED, FALSE);
            shown.put(DEDUPLICATION_SCOPE, "queue");
            shown.put(LIMIT, "perQueue");
        }
        shown.putAll(values);
        return shown;
    }
}
