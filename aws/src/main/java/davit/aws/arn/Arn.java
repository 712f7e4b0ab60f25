package davit.aws.arn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An Amazon Resource Name, {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}.
 *
 * @param partition {@code aws}
 * @param service the service's prefix, {@code lambda}
 * @param region the region; empty for global resources
 * @param account the twelve digits; empty for S3
 * @param resource what follows the fifth colon, further colons and slashes included
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final int PARTS = 6;

    /** An ARN in the partition {@code aws}. */
    public static Arn of(String service, String region, String account, String resource) {
        return new Arn("aws", service, region, account, resource);
    }

    /**
     * Reads an ARN.
     *
     * @throws IllegalArgumentException if {@code text} has not six parts or does not begin with {@code arn}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Arn parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length != PARTS || !parts[0].equals("arn") || parts[PARTS - 1].isEmpty()) {
            throw new IllegalArgumentException("not an ARN: " + text);
        }
        return new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]);
    }

    /** Whether {@code text} can be read as an ARN. */
    public static boolean isArn(String text) {
        String[] parts = text.split(":", PARTS);
        return parts.length == PARTS && parts[0].equals("arn") && !parts[PARTS - 1].isEmpty();
    }

    @JsonValue
    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
