package davit.cli.endpoint;

import java.net.URI;

/**
 * A server and how to sign for it.
 *
 * @param url scheme, host and port
 * @param accessKeyId the access key
 * @param secretAccessKey its secret
 * @param region the region to ask for
 */
public record Endpoint(URI url, String accessKeyId, String secretAccessKey, String region) {}
