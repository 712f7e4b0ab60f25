package davit.services.sqs.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digests by which clients see that a message came through.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">
 *     how they are made</a>
 */
public final class MessageDigests {
    private static final byte TEXT = 1;
    private static final byte BYTES = 2;

    private MessageDigests() {}

    /** MD5 of a body, in hexadecimal. */
    public static String ofBody(String body) {
        return hex(digest("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** MD5 of message attributes, in hexadecimal; empty if there are none. */
    public static String ofAttributes(Map<String, MessageAttribute> attributes) {
        if (attributes.isEmpty()) {
            return "";
        }
        MessageDigest digest = digest("MD5");
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            add(digest, attribute.dataType().getBytes(StandardCharsets.UTF_8));
            String text = attribute.text();
            digest.update(text == null ? BYTES : TEXT);
            add(digest, text == null ? attribute.bytes() : text.getBytes(StandardCharsets.UTF_8));
        });
        return hex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    /** The deduplication id of a body. */
    public static String deduplicationId(String body) {
        return hex(digest("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
