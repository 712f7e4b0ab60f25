package davit.services.sqs.work;

import davit.services.sqs.model.NewMessage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What SQS says of a message. */
public final class SystemAttributes {
    private SystemAttributes() {}

    /** The attributes of a message that was received, by their names. */
    public static Map<String, String> of(Received received, Queue queue) {
        NewMessage content = received.message().content();
        Map<String, String> attributes = new HashMap<>();
        attributes.put("SenderId", content.senderId());
        attributes.put("SentTimestamp", Long.toString(received.sent()));
        attributes.put(
                "ApproximateReceiveCount", Integer.toString(received.handle().receives()));
        attributes.put("ApproximateFirstReceiveTimestamp", Long.toString(received.firstReceived()));
        if (queue.name().isFifo()) {
            attributes.put("SequenceNumber", Sent.sequence(received.handle().number()));
            put(attributes, "MessageDeduplicationId", content.deduplicationId());
        }
        put(attributes, "MessageGroupId", content.group());
        put(attributes, "AWSTraceHeader", content.traceHeader());
        if (received.message().deadLetterSource() != null) {
            attributes.put(
                    "DeadLetterQueueSourceArn",
                    received.message().deadLetterSource().toString());
        }
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
