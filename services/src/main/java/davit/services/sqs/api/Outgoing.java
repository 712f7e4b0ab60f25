package davit.services.sqs.api;

import davit.aws.operation.Caller;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.services.sqs.model.AttributeRules;
import davit.services.sqs.model.MessageAttribute;
import davit.services.sqs.model.NewMessage;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Messages as clients send them, checked.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">the rules</a>
 */
final class Outgoing {
    private static final Pattern GROUP =
            Pattern.compile("[A-Za-z0-9!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]{1,128}");
    private static final String TRACE = "AWSTraceHeader";
    private static final String NOT_FOR_TYPE = "The request include parameter that is not valid for this queue type";
    private static final String DEDUPLICATION = "MessageDeduplicationId";
    private static final String GROUP_NAME = "MessageGroupId";
    private static final String DELAY = "DelaySeconds";

    private Outgoing() {}

    /**
     * The message of a request.
     *
     * @throws ServiceException if it breaks a rule
     */
    static NewMessage of(SendMessageRequest request, Queue queue) {
        return of(
                SendMessageBatchRequestEntry.builder()
                        .messageBody(request.messageBody())
                        .delaySeconds(request.delaySeconds())
                        .messageAttributes(request.messageAttributes())
                        .messageSystemAttributesWithStrings(request.messageSystemAttributesAsStrings())
                        .messageDeduplicationId(request.messageDeduplicationId())
                        .messageGroupId(request.messageGroupId())
                        .build(),
                queue);
    }

    /**
     * The message of an entry.
     *
     * @throws ServiceException if it breaks a rule
     */
    static NewMessage of(SendMessageBatchRequestEntry entry, Queue queue) {
        String body = entry.messageBody();
        if (body == null || body.isEmpty()) {
            throw SqsError.missing("MessageBody");
        }
        if (!Characters.areAllowed(body)) {
            throw SqsError.INVALID_MESSAGE_CONTENTS.with("Invalid characters found. Valid unicode characters are #x9 |"
                    + " #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        checkIds(entry, queue);
        NewMessage message = new NewMessage(
                body,
                AttributeValues.read(entry.messageAttributes()),
                sender(),
                trace(entry.messageSystemAttributesAsStrings()),
                delay(entry.delaySeconds(), queue),
                entry.messageGroupId(),
                entry.messageDeduplicationId());
        int most = queue.settings().maximumMessageSize();
        if (message.size() > most) {
            throw SqsError.INVALID_PARAMETER_VALUE.with(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + most + " bytes.");
        }
        return message;
    }

    private static void checkIds(SendMessageBatchRequestEntry entry, Queue queue) {
        String group = entry.messageGroupId();
        String deduplication = entry.messageDeduplicationId();
        if (group != null && !GROUP.matcher(group).matches()) {
            throw malformed(group, GROUP_NAME);
        }
        if (!queue.name().isFifo()) {
            if (deduplication != null) {
                throw SqsError.invalid(deduplication, DEDUPLICATION, NOT_FOR_TYPE);
            }
            return;
        }
        if (group == null) {
            throw SqsError.missing(GROUP_NAME);
        }
        if (deduplication == null && !queue.settings().isContentBasedDeduplication()) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("The queue should either have ContentBasedDeduplication enabled"
                    + " or MessageDeduplicationId provided explicitly");
        }
        if (deduplication != null && !GROUP.matcher(deduplication).matches()) {
            throw malformed(deduplication, DEDUPLICATION);
        }
    }

    private static RuntimeException malformed(String value, String parameter) {
        return SqsError.invalid(
                value,
                parameter,
                parameter + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }

    private static @Nullable Duration delay(@Nullable Integer seconds, Queue queue) {
        if (seconds == null) {
            return null;
        }
        if (seconds < 0 || seconds > AttributeRules.LONGEST_DELAY_SECONDS) {
            throw SqsError.invalid(
                    seconds, DELAY, "DelaySeconds must be >= 0 and <= " + AttributeRules.LONGEST_DELAY_SECONDS + ".");
        }
        if (queue.name().isFifo() && seconds > 0) {
            throw SqsError.invalid(seconds, DELAY, NOT_FOR_TYPE);
        }
        return queue.name().isFifo() ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable String trace(Map<String, MessageSystemAttributeValue> attributes) {
        for (String name : attributes.keySet()) {
            if (!name.equals(TRACE)) {
                throw SqsError.INVALID_PARAMETER_VALUE.with("Message system attribute name '" + name + "' is invalid.");
            }
        }
        MessageSystemAttributeValue value = attributes.get(TRACE);
        if (value == null) {
            return null;
        }
        if (!"String".equals(value.dataType()) || value.stringValue() == null) {
            throw SqsError.INVALID_PARAMETER_VALUE.with(
                    "The message system attribute '" + TRACE + "' must be of the data type String.");
        }
        return value.stringValue();
    }

    private static String sender() {
        return switch (RequestContext.current().caller()) {
            case Caller.Root root -> root.account();
            case Caller.RoleSession session -> session.roleId() + ":" + session.sessionName();
            case Caller.Service service -> service.principal();
            case Caller.Anonymous _ -> "anonymous";
        };
    }

    /** Digests of attributes that only SQS reads. */
    static Map<String, MessageAttribute> systemAttributes(NewMessage message) {
        Map<String, MessageAttribute> attributes = new HashMap<>();
        if (message.traceHeader() != null) {
            attributes.put(TRACE, new MessageAttribute("String", message.traceHeader(), null));
        }
        return attributes;
    }
}
