package davit.aws.sigv4;

import java.util.Optional;

/**
 * What a signature is good for.
 *
 * @param date the day in UTC, {@code 20260131}
 * @param region the region
 * @param service the service's signing name
 */
public record CredentialScope(String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    /** An access key and its scope, as requests carry them: {@code KEY/DATE/REGION/SERVICE/aws4_request}. */
    record Credential(String accessKeyId, CredentialScope scope) {
        static Optional<Credential> parse(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != 5 || !parts[4].equals(TERMINATOR)) {
                return Optional.empty();
            }
            return Optional.of(new Credential(parts[0], new CredentialScope(parts[1], parts[2], parts[3])));
        }
    }

    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
