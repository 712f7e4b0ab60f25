package davit.base.http;

/**
 * One answer.
 *
 * @param status the status code
 * @param headers the headers without {@code Content-Length}, which the server takes from the body unless set here
 *     (an answer to {@code HEAD} sets it)
 * @param body what follows; the server writes it once and always closes it
 */
public record HttpResponse(int status, HttpHeaders headers, HttpBody body) {
    /** An answer without a body. */
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, HttpHeaders.NONE, HttpBody.EMPTY);
    }

    /** An answer with a JSON body. */
    public static HttpResponse json(int status, byte[] json) {
        return new HttpResponse(status, HttpHeaders.of("content-type", "application/json"), HttpBody.of(json));
    }

    /** The same answer with one header more. */
    public HttpResponse withHeader(String name, String value) {
        return new HttpResponse(status, headers.toBuilder().set(name, value).build(), body);
    }
}
