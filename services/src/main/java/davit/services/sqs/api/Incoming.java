package davit.services.sqs.api;

import davit.services.sqs.model.MessageAttribute;
import davit.services.sqs.model.MessageDigests;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Received;
import davit.services.sqs.work.SystemAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Messages as clients receive them.
 *
 * @param system which of SQS's own attributes are wanted
 * @param own which of the sender's attributes are wanted; {@code order.*} for all that begin with {@code order.}
 */
record Incoming(List<String> system, List<String> own) {
    private static final String ALL = "All";
    private static final String WILDCARD = ".*";
    private static final Set<String> SYSTEM = Set.of(
            ALL,
            "SenderId",
            "SentTimestamp",
            "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp",
            "SequenceNumber",
            "MessageDeduplicationId",
            "MessageGroupId",
            "AWSTraceHeader",
            "DeadLetterQueueSourceArn",
            // Attributes of queues, which older SDKs ask for by the same name.
            "Policy",
            "VisibilityTimeout",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "QueueArn",
            "DelaySeconds",
            "ReceiveMessageWaitTimeSeconds",
            "RedrivePolicy",
            "FifoQueue",
            "ContentBasedDeduplication",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "DeduplicationScope",
            "FifoThroughputLimit",
            "RedriveAllowPolicy",
            "SqsManagedSseEnabled");

    Incoming {
        for (String name : system) {
            if (!SYSTEM.contains(name)) {
                throw SqsError.INVALID_ATTRIBUTE_NAME.with("Unknown Attribute " + name + ".");
            }
        }
    }

    Message shape(Received received, Queue queue) {
        Map<String, String> systemValues = new TreeMap<>(SystemAttributes.of(received, queue));
        systemValues.keySet().removeIf(name -> !system.contains(ALL) && !system.contains(name));
        Map<String, MessageAttribute> ownValues =
                new TreeMap<>(received.message().content().attributes());
        ownValues.keySet().removeIf(name -> !isWanted(name));
        Message.Builder shape = Message.builder()
                .messageId(received.message().messageId())
                .receiptHandle(received.handle().text())
                .md5OfBody(MessageDigests.ofBody(received.message().content().body()))
                .body(received.message().content().body());
        if (!systemValues.isEmpty()) {
            shape.attributesWithStrings(systemValues);
        }
        if (!ownValues.isEmpty()) {
            Map<String, software.amazon.awssdk.services.sqs.model.MessageAttributeValue> shapes = new TreeMap<>();
            ownValues.forEach((name, value) -> shapes.put(name, AttributeValues.write(value)));
            shape.messageAttributes(shapes).md5OfMessageAttributes(Digests.orNull(ownValues));
        }
        return shape.build();
    }

    private boolean isWanted(String name) {
        return own.stream()
                .anyMatch(pattern -> pattern.equals(ALL)
                        || pattern.equals(name)
                        || (pattern.endsWith(WILDCARD)
                                && name.startsWith(pattern.substring(0, pattern.length() - WILDCARD.length()))));
    }
}
