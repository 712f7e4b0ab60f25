package davit.aws.wire.xml;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The second id of a request, which S3 calls the extended one: here the first in another form. */
final class RequestIds {
    private RequestIds() {}

    static String extended(String requestId) {
        return Base64.getEncoder().encodeToString(requestId.getBytes(StandardCharsets.UTF_8));
    }
}
