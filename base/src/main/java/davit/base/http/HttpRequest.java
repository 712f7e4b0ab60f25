package davit.base.http;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * One request as it came over the wire.
 *
 * @param method the method in capitals, {@code GET}
 * @param rawPath the path as sent, still percent-encoded, starting with a slash
 * @param rawQuery the query as sent without its question mark; empty when there was none
 * @param headers the headers, {@code Host} among them (made from {@code :authority} in HTTP/2)
 * @param body the body; belongs to the server, which closes it. Ends with an {@code EOFException} if the client
 *     breaks off before the announced end
 * @param origin where the request came from and arrived
 */
public record HttpRequest(
        String method, String rawPath, String rawQuery, HttpHeaders headers, InputStream body, Origin origin) {
    /**
     * Where a request came from.
     *
     * @param remoteAddress the client's IP address in text form
     * @param fromLoopback whether the server's listening address is a loopback address
     */
    public record Origin(String remoteAddress, boolean fromLoopback) {}

    /** The announced length of the body in bytes; empty if it is chunked or there is none. */
    public OptionalLong contentLength() {
        return headers.first("content-length").stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** The same request with other headers and body, as an encoding round the body leaves it. */
    public HttpRequest with(HttpHeaders newHeaders, InputStream newBody) {
        return new HttpRequest(method, rawPath, rawQuery, newHeaders, newBody, origin);
    }
}
