package davit.cli.endpoint;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A server and how to sign for it.
 *
 * @param url scheme, host and port
 * @param accessKeyId the access key
 * @param secretAccessKey its secret
 * @param region the region to ask for
 */
public record Endpoint(URI url, String accessKeyId, String secretAccessKey, String region) {
    /** The variables by which AWS's tools find and sign for the server, the address first. */
    public SequencedMap<String, String> environment() {
        SequencedMap<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", url.toString());
        variables.put("AWS_ACCESS_KEY_ID", accessKeyId);
        variables.put("AWS_SECRET_ACCESS_KEY", secretAccessKey);
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        return Collections.unmodifiableSequencedMap(variables);
    }
}
