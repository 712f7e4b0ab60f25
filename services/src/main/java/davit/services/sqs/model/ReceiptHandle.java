package davit.services.sqs.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiver names a message by.
 *
 * @param queue the queue's unique id
 * @param number the message's number in it
 * @param receives how often it was received, this time included
 */
public record ReceiptHandle(String queue, long number, int receives) {
    private static final Pattern FORM = Pattern.compile("davit:([0-9a-f]{16}):([0-9]{1,19}):([0-9]{1,9})");
    private static final int LONGEST = 128;

    /** The handle as clients see it. */
    public String text() {
        return Base64.getEncoder()
                .encodeToString(("davit:" + queue + ":" + number + ":" + receives).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a handle; empty if it is none. */
    public static Optional<ReceiptHandle> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher parts = FORM.matcher(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
            return parts.matches()
                    ? Optional.of(new ReceiptHandle(
                            parts.group(1), Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3))))
                    : Optional.empty();
        } catch (IllegalArgumentException _) { // not base64
            return Optional.empty();
        }
    }
}
