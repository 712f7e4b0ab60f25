package davit.services.sqs.api;

import davit.services.sqs.model.MessageAttribute;
import davit.services.sqs.model.SqsError;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The values beside the body of a message, checked.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">
 *     message attributes</a>
 */
final class AttributeValues {
    private static final int MOST_ATTRIBUTES = 10;
    private static final Pattern NAME = Pattern.compile("(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..*)?", Pattern.DOTALL);
    private static final int LONGEST_TYPE = 256;
    private static final String BINARY = "Binary";

    private AttributeValues() {}

    static Map<String, MessageAttribute> read(Map<String, MessageAttributeValue> shapes) {
        if (shapes.size() > MOST_ATTRIBUTES) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("Number of message attributes [" + shapes.size()
                    + "] exceeds the allowed maximum [" + MOST_ATTRIBUTES + "].");
        }
        Map<String, MessageAttribute> attributes = new HashMap<>();
        shapes.forEach((name, shape) -> attributes.put(name, read(name, shape)));
        return attributes;
    }

    private static MessageAttribute read(String name, @Nullable MessageAttributeValue shape) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || lower.startsWith("aws.") || lower.startsWith("amazon.")) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("Message (user) attribute name '" + name
                    + "' is invalid: it can have alphanumeric characters, '_', '-' and '.', and cannot begin with 'AWS.'"
                    + " or 'Amazon.', or with or end in a period.");
        }
        String type = shape == null ? null : shape.dataType();
        if (shape == null || type == null || type.isEmpty()) {
            throw SqsError.INVALID_PARAMETER_VALUE.with(
                    "The message attribute '" + name + "' must contain a non-empty message attribute type.");
        }
        if (!TYPE.matcher(type).matches() || type.length() > LONGEST_TYPE) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("The message attribute '" + name + "' has an invalid message"
                    + " attribute type, the set of supported type prefixes is Binary, Number, and String.");
        }
        return type.startsWith(BINARY) ? binary(name, type, shape) : text(name, type, shape);
    }

    private static MessageAttribute binary(String name, String type, MessageAttributeValue shape) {
        SdkBytes bytes = shape.binaryValue();
        if (bytes == null || bytes.asByteArrayUnsafe().length == 0) {
            throw noValue(name, type);
        }
        return new MessageAttribute(type, null, Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
    }

    private static MessageAttribute text(String name, String type, MessageAttributeValue shape) {
        String text = shape.stringValue();
        if (text == null || text.isEmpty()) {
            throw noValue(name, type);
        }
        if (!Characters.areAllowed(text)) {
            throw SqsError.INVALID_PARAMETER_VALUE.with(
                    "The message attribute '" + name + "' has characters that are not allowed.");
        }
        if (type.startsWith("Number") && !isNumber(text)) {
            throw SqsError.INVALID_PARAMETER_VALUE.with(
                    "Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
        return new MessageAttribute(type, text, null);
    }

    private static boolean isNumber(String text) {
        try {
            return text.length() <= 128 && new BigDecimal(text).precision() > 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static RuntimeException noValue(String name, String type) {
        return SqsError.INVALID_PARAMETER_VALUE.with("The message attribute '" + name
                + "' must contain a non-empty message attribute value for message attribute type '" + type + "'.");
    }

    static MessageAttributeValue write(MessageAttribute attribute) {
        MessageAttributeValue.Builder shape = MessageAttributeValue.builder().dataType(attribute.dataType());
        return attribute.text() == null
                ? shape.binaryValue(SdkBytes.fromByteArray(attribute.bytes())).build()
                : shape.stringValue(attribute.text()).build();
    }
}
