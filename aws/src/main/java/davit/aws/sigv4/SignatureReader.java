package davit.aws.sigv4;

import davit.aws.shape.QueryString;
import davit.aws.sigv4.CredentialScope.Credential;
import davit.aws.sigv4.SignatureClaim.Place;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the signature in a request. */
public final class SignatureReader {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(7);

    private SignatureReader() {}

    /** The signature of a request, as far as it can be read. */
    public static SignatureClaim read(HttpRequest request, QueryString query) {
        Optional<String> authorization = request.headers().first("authorization");
        if (authorization.isPresent()) {
            return ofHeader(authorization.get(), request.headers());
        }
        boolean isInQuery = query.first("X-Amz-Algorithm").isPresent()
                || query.first("X-Amz-Credential").isPresent()
                || query.first("X-Amz-Signature").isPresent();
        return isInQuery ? ofQuery(query) : ofQueryByVersion2(query);
    }

    private static SignatureClaim ofHeader(String authorization, HttpHeaders headers) {
        String trimmed = authorization.trim();
        if (!trimmed.startsWith(ALGORITHM + " ") && !trimmed.startsWith(ALGORITHM + "\t")) {
            return new SignatureClaim.Unreadable("Unsupported AWS 'algorithm': '" + before(trimmed, ' ') + "'.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : trimmed.substring(ALGORITHM.length()).split(",", -1)) {
            String[] pair = part.trim().split("=", 2);
            parts.put(pair[0], pair.length == 2 ? pair[1].trim() : "");
        }
        for (String name : List.of("Credential", "SignedHeaders", "Signature")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                return new SignatureClaim.Unreadable(
                        "Authorization header requires '" + name + "' parameter. Authorization=" + trimmed);
            }
        }
        Optional<String> date = headers.first("x-amz-date").or(() -> headers.first("date"));
        if (date.isEmpty()) {
            return new SignatureClaim.Unreadable(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        return signed(
                parts.getOrDefault("Credential", ""),
                new Rest(
                        date.get(),
                        parts.getOrDefault("SignedHeaders", ""),
                        parts.getOrDefault("Signature", ""),
                        headers.first("x-amz-security-token").orElse(""),
                        new Place.Header()));
    }

    private static String before(String text, char end) {
        int index = text.indexOf(end);
        return index < 0 ? text : text.substring(0, index);
    }

    private record Rest(String date, String signedHeaders, String signature, String token, Place place) {}

    private static SignatureClaim signed(String credential, Rest rest) {
        Optional<Credential> parsed = Credential.parse(credential);
        if (parsed.isEmpty()) {
            return new SignatureClaim.Unreadable("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + credential + "'");
        }
        return new SignatureClaim.Signed(
                parsed.get().accessKeyId(),
                parsed.get().scope(),
                rest.date(),
                List.of(rest.signedHeaders().split(";", -1)),
                rest.signature(),
                rest.token(),
                rest.place());
    }

    private static SignatureClaim ofQuery(QueryString query) {
        for (String name : List.of(
                "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders")) {
            if (query.first(name).orElse("").isEmpty()) {
                return new SignatureClaim.Unreadable(
                        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                                + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
            }
        }
        if (!query.first("X-Amz-Algorithm").orElse("").equals(ALGORITHM)) {
            return new SignatureClaim.Unreadable("X-Amz-Algorithm only supports \"" + ALGORITHM + "\"");
        }
        Optional<Duration> validity = validity(query.first("X-Amz-Expires").orElse("900"));
        if (validity.isEmpty()) {
            return new SignatureClaim.Unreadable("X-Amz-Expires must be a number between 1 and a week (in seconds);"
                    + " that is, the given X-Amz-Expires must be less than 604801 seconds");
        }
        return signed(
                query.first("X-Amz-Credential").orElse(""),
                new Rest(
                        query.first("X-Amz-Date").orElse(""),
                        query.first("X-Amz-SignedHeaders").orElse(""),
                        query.first("X-Amz-Signature").orElse(""),
                        query.first("X-Amz-Security-Token").orElse(""),
                        new Place.Query(validity.get())));
    }

    private static SignatureClaim ofQueryByVersion2(QueryString query) {
        String key = query.first("AWSAccessKeyId").orElse("");
        String signature = query.first("Signature").orElse("");
        if (key.isEmpty() && signature.isEmpty()) {
            return new SignatureClaim.None();
        }
        String expires = query.first("Expires").orElse("");
        if (key.isEmpty() || signature.isEmpty() || !expires.matches("[0-9]{1,12}")) {
            return new SignatureClaim.Unreadable(
                    "Query-string authentication requires the Signature, Expires and" + " AWSAccessKeyId parameters");
        }
        return new SignatureClaim.Version2(
                key,
                Long.parseLong(expires),
                signature,
                query.first("x-amz-security-token").orElse(""));
    }

    private static Optional<Duration> validity(String seconds) {
        if (!seconds.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        Duration validity = Duration.ofSeconds(Long.parseLong(seconds));
        return validity.compareTo(LONGEST_VALIDITY) > 0 ? Optional.empty() : Optional.of(validity);
    }
}
