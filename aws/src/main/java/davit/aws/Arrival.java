package davit.aws;

import davit.aws.shape.QueryString;
import davit.aws.sigv4.SignatureClaim;
import davit.base.http.HttpRequest;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that has just come in.
 *
 * @param request as it came over the wire
 * @param query its query, decoded
 * @param claim what it says about its signature
 * @param requestId the id that it gets
 */
record Arrival(HttpRequest request, QueryString query, SignatureClaim claim, String requestId) {
    /** The same with another body. */
    Arrival with(InputStream body) {
        return new Arrival(request.with(request.headers(), body), query, claim, requestId);
    }

    /** The name by which the client reached the server, without the port, in lower case; its labels from the left. */
    List<String> hostLabels() {
        String host = request.headers().first("host").orElse("").toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        return List.of((colon < 0 ? host : host.substring(0, colon)).split("\\.", -1));
    }

    Optional<SignatureClaim.Signed> signed() {
        return claim instanceof SignatureClaim.Signed signed ? Optional.of(signed) : Optional.empty();
    }
}
