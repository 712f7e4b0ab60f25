package davit.services.s3.model;

import davit.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a function hears: an event in S3's format 2.1.
 *
 * @param cause by what it came about
 * @param region the bucket's
 * @param address the object's
 * @param owner the bucket's owner
 * @param time when it happened
 * @param sequencer of two events of one object the later one has the larger
 * @param content the object's content; null if it was removed
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">the format</a>
 */
public record S3Event(
        EventCause cause,
        String region,
        ObjectAddress address,
        String owner,
        Instant time,
        String sequencer,
        @Nullable Content content) {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * An object's content as events give it.
     *
     * @param size in bytes
     * @param eTag without quotation marks
     */
    public record Content(long size, String eTag) {}

    /** The event as JSON. */
    public String json(String configurationId) {
        ObjectNode document = Json.mapper().createObjectNode();
        ObjectNode record = document.putArray("Records").addObject();
        record.put("eventVersion", "2.1");
        record.put("eventSource", "aws:s3");
        record.put("awsRegion", region);
        record.put("eventTime", MILLISECONDS.format(time));
        record.put("eventName", cause.name());
        record.putObject("userIdentity").put("principalId", cause.principalId());
        record.putObject("requestParameters").put("sourceIPAddress", cause.sourceAddress());
        record.putObject("responseElements")
                .put("x-amz-request-id", cause.requestId())
                .put("x-amz-id-2", extendedRequestId(cause.requestId()));
        describe(record.putObject("s3"), configurationId);
        return Json.text(document);
    }

    private void describe(ObjectNode s3, String configurationId) {
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", configurationId);
        ObjectNode bucket = s3.putObject("bucket");
        bucket.put("name", address.bucket());
        bucket.putObject("ownerIdentity").put("principalId", owner);
        bucket.put("arn", BucketName.arn(address.bucket()).toString());
        ObjectNode object = s3.putObject("object");
        object.put("key", UrlEncoding.encoded(address.key()));
        if (content != null) {
            object.put("size", content.size());
            object.put("eTag", content.eTag());
        }
        object.put("sequencer", sequencer);
    }

    private static String extendedRequestId(String requestId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-384").digest(requestId.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-384", e);
        }
    }
}
