package davit.aws.wire;

/**
 * What the metadata of a response does not say about its form.
 *
 * @param operation the operation's name
 * @param status the HTTP status unless a member carries it
 * @param xmlRoot the name of an XML answer's root element; empty for the protocol's own
 * @param hasStream whether a stream follows, whose bytes are the body
 * @param requestId the id of the request
 */
public record ResponseForm(String operation, int status, String xmlRoot, boolean hasStream, String requestId) {}
