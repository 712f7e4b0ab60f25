package davit.aws.sigv4;

import davit.aws.shape.QueryString;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Version 2 of signatures, of S3's presigned URLs alone.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html">its definition</a>
 */
final class Version2 {
    private static final String HMAC = "HmacSHA1";
    private static final String AMZ = "x-amz-";

    /** The parameters of a query that are signed. */
    private static final Set<String> SIGNED = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "cors",
            "defaultObjectAcl",
            "delete",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "partNumber",
            "policy",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "select",
            "select-type",
            "storageClass",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private Version2() {}

    /**
     * What is signed of a request.
     *
     * @param bucketOfHost the bucket that the host names; empty if the path does
     */
    static String toSign(HttpRequest request, QueryString query, String bucketOfHost, long expires) {
        return request.method() + "\n" + header(request, query, "content-md5") + "\n"
                + header(request, query, "content-type") + "\n" + expires + "\n" + amzHeaders(request, query)
                + (bucketOfHost.isEmpty() ? "" : "/" + bucketOfHost) + request.rawPath() + parameters(query);
    }

    private static String header(HttpRequest request, QueryString query, String name) {
        return request.headers()
                .first(name)
                .or(() -> query.first(name))
                .orElse("")
                .trim();
    }

    private static String amzHeaders(HttpRequest request, QueryString query) {
        Map<String, String> headers = new TreeMap<>();
        query.byName().forEach((name, values) -> {
            if (name.startsWith(AMZ)) {
                headers.put(name, String.join(",", values));
            }
        });
        HttpHeaders sent = request.headers();
        sent.byName().forEach((name, values) -> {
            if (name.startsWith(AMZ)) {
                headers.put(name, String.join(",", values).trim());
            }
        });
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.toString();
    }

    private static String parameters(QueryString query) {
        List<String> signed = new ArrayList<>();
        new TreeMap<>(query.byName()).forEach((name, values) -> {
            if (SIGNED.contains(name)) {
                String value = values.getFirst();
                signed.add(value.isEmpty() ? name : name + "=" + value);
            }
        });
        return signed.isEmpty() ? "" : "?" + String.join("&", signed);
    }

    static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
