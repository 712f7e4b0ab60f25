package davit.cli.endpoint;

import java.net.URI;
import java.util.Map;

/**
 * A server and how to sign for it.
 *
 * @param url scheme, host and port
 * @param accessKeyId the access key
 * @param secretAccessKey its secret
 * @param region the region to ask for
 */
public record Endpoint(URI url, String accessKeyId, String secretAccessKey, String region) {
    /** The variables by which AWS's tools find and sign for the server. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", url.toString(),
                "AWS_ACCESS_KEY_ID", accessKeyId,
                "AWS_SECRET_ACCESS_KEY", secretAccessKey,
                "AWS_REGION", region,
                "AWS_DEFAULT_REGION", region);
    }
}
