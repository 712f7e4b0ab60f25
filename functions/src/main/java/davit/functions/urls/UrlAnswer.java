package davit.functions.urls;

import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a function's answer means as HTTP. */
final class UrlAnswer {
    /** The type of a streamed answer that begins with status and headers in JSON. */
    static final String WITH_PRELUDE = "application/vnd.awslambda.http-integration-response";

    /** What stands between the beginning and the rest: so many zero bytes. */
    static final int SEPARATOR_BYTES = 8;

    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 599;

    /** What the server itself says of a message. */
    private static final List<String> OF_THE_SERVER =
            List.of("connection", "content-length", "transfer-encoding", "keep-alive", "date");

    private UrlAnswer() {}

    /** The function failed, or what it answers makes no sense. */
    static HttpResponse badGateway() {
        return new HttpResponse(
                502,
                HttpHeaders.of("content-type", JSON),
                HttpBody.of("Internal Server Error".getBytes(StandardCharsets.UTF_8)));
    }

    /** A refusal with a message, null for none. */
    static HttpResponse refused(int status, String error, @Nullable String message) {
        String body = message == null ? "{\"Message\":null}" : "{\"Message\":" + Json.text(message) + "}";
        return HttpResponse.json(status, body.getBytes(StandardCharsets.UTF_8)).withHeader("x-amzn-ErrorType", error);
    }

    /** The answer that a handler returned whole. */
    static HttpResponse of(byte[] payload) {
        int prelude = endOfPrelude(payload, payload.length);
        if (prelude >= 0) {
            int start = prelude + SEPARATOR_BYTES;
            return begun(
                    Arrays.copyOf(payload, prelude), HttpBody.of(Arrays.copyOfRange(payload, start, payload.length)));
        }
        JsonNode answer;
        try {
            answer = Json.tree(payload);
        } catch (JacksonException _) {
            return plain(payload);
        }
        if (answer.isString()) {
            return plain(answer.asString().getBytes(StandardCharsets.UTF_8));
        }
        return answer.isObject() && answer.has("statusCode") ? structured(answer) : plain(payload);
    }

    private static HttpResponse plain(byte[] body) {
        return new HttpResponse(OK, HttpHeaders.of("content-type", JSON), HttpBody.of(body));
    }

    private static HttpResponse structured(JsonNode answer) {
        int status = status(answer);
        if (status < 0) {
            return badGateway();
        }
        JsonNode body = answer.path("body");
        byte[] bytes = body.isMissingNode() || body.isNull()
                ? new byte[0]
                : (body.isString() ? body.asString() : Json.text(body)).getBytes(StandardCharsets.UTF_8);
        if (answer.path("isBase64Encoded").asBoolean(false)) {
            try {
                bytes = Base64.getMimeDecoder().decode(bytes);
            } catch (IllegalArgumentException _) {
                return badGateway();
            }
        }
        return new HttpResponse(status, headers(answer, JSON), HttpBody.of(bytes));
    }

    /** The answer whose beginning, up to the separator, has come, and whose body follows. */
    static HttpResponse begun(byte[] prelude, HttpBody body) {
        try {
            JsonNode head = Json.tree(prelude);
            int status = head.has("statusCode") ? status(head) : OK;
            if (head.isObject() && status >= 0) {
                return new HttpResponse(status, headers(head, "application/octet-stream"), body);
            }
        } catch (JacksonException _) {
            // It is no beginning.
        }
        return badGateway();
    }

    /** Where the separator begins within the first bytes of an answer; -1 if it has not come. */
    static int endOfPrelude(byte[] bytes, int length) {
        int zeros = 0;
        for (int i = 0; i < length; i++) {
            zeros = bytes[i] == 0 ? zeros + 1 : 0;
            if (zeros == SEPARATOR_BYTES) {
                return i + 1 - SEPARATOR_BYTES;
            }
        }
        return -1;
    }

    private static int status(JsonNode answer) {
        JsonNode status = answer.path("statusCode");
        int code = status.isString()
                ? status.asString().matches("[0-9]{3}") ? Integer.parseInt(status.asString()) : -1
                : status.asInt(-1);
        return code < MIN_STATUS || code > MAX_STATUS ? -1 : code;
    }

    private static HttpHeaders headers(JsonNode answer, String defaultType) {
        HttpHeaders.Builder headers = new HttpHeaders.Builder();
        headers.set("content-type", defaultType);
        answer.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_SERVER.contains(name) && isToken(name)) {
                headers.set(name, oneLine(header.getValue().asString()));
            }
        });
        for (JsonNode cookie : answer.path("cookies")) {
            headers.add("set-cookie", oneLine(cookie.asString()));
        }
        return headers.build();
    }

    private static boolean isToken(String name) {
        return name.matches("[!#$%&'*+.^_`|~0-9a-z-]+");
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n\\x00]", " ");
    }
}
