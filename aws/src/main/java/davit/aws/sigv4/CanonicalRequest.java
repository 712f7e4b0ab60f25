package davit.aws.sigv4;

import davit.aws.shape.RawPath;
import davit.base.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The form of a request that is signed: the same whatever happened to the request on its way. */
final class CanonicalRequest {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    private static final String HEX = "0123456789ABCDEF";
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private CanonicalRequest() {}

    static String of(HttpRequest request, List<String> signedHeaders, String payloadHash, boolean isPathSignedAsSent) {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append('\n');
        text.append(path(request.rawPath(), isPathSignedAsSent)).append('\n');
        text.append(query(request.rawQuery())).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':').append(header(request, name)).append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n');
        return text.append(payloadHash).toString();
    }

    private static String path(String rawPath, boolean isAsSent) {
        return encode(isAsSent ? RawPath.decode(rawPath) : normalised(rawPath), true);
    }

    private static String normalised(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean endsWithSlash = path.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (endsWithSlash ? "/" : "");
    }

    private static String query(String rawQuery) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String parameter : rawQuery.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = reencoded(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : reencoded(parameter.substring(equals + 1));
            if (!parameter.isEmpty() && !name.equals("X-Amz-Signature")) {
                parameters.add(Map.entry(name, value));
            }
        }
        parameters.sort(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
        List<String> joined = parameters.stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return String.join("&", joined);
    }

    private static String reencoded(String text) {
        return encode(RawPath.decode(text.replace('+', ' ')), false);
    }

    private static String encode(String text, boolean keepsSlashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (UNRESERVED.indexOf(c) >= 0 || (keepsSlashes && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static String header(HttpRequest request, String name) {
        List<String> values = request.headers().all(name).stream()
                .map(value -> SPACES.matcher(value.trim()).replaceAll(" "))
                .toList();
        return String.join(",", values);
    }
}
