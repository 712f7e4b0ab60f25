package davit.functions.urls;

import davit.aws.operation.Caller;
import davit.aws.shape.QueryString;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.json.Json;
import davit.functions.model.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The event that a function is given for a request to its address: version 2.0 of the payload. */
final class UrlEvent {
    private static final String DEFAULT = "$default";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final List<String> TEXT_TYPES = List.of("text", "json", "xml", "javascript");
    private static final List<String> HOP_BY_HOP =
            List.of("connection", "transfer-encoding", "keep-alive", "upgrade", "te", "trailer");

    private final HttpRequest request;
    private final UrlAddress address;
    private final Caller caller;

    UrlEvent(HttpRequest request, UrlAddress address, Caller caller) {
        this.request = request;
        this.address = address;
        this.caller = caller;
    }

    /**
     * What is different with each call.
     *
     * @param accessKeyId the key that signed; empty if none did
     */
    record Call(String requestId, String traceId, Instant now, String accessKeyId) {}

    /** The event for a request with this body. */
    Payload payload(Call call, byte[] body) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", DEFAULT);
        event.put("rawPath", address.rawPath());
        event.put("rawQueryString", request.rawQuery());
        List<String> cookies = cookies();
        if (!cookies.isEmpty()) {
            event.put("cookies", cookies);
        }
        event.put("headers", headers(call));
        if (!request.rawQuery().isEmpty()) {
            Map<String, String> parameters = new LinkedHashMap<>();
            QueryString.parse(request.rawQuery())
                    .byName()
                    .forEach((name, values) -> parameters.put(name, String.join(",", values)));
            event.put("queryStringParameters", parameters);
        }
        event.put("requestContext", context(call));
        putBody(event, body);
        return Payload.of(Json.bytes(event));
    }

    private List<String> cookies() {
        return request.headers().all("cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> !cookie.isEmpty())
                .toList();
    }

    private Map<String, String> headers(Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        HttpHeaders sent = request.headers();
        sent.byName().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name)) {
                headers.put(name, String.join(name.equals("cookie") ? "; " : ",", values));
            }
        });
        String root = call.traceId().split(";", 2)[0];
        headers.put("x-amzn-trace-id", root);
        headers.put("x-forwarded-for", request.origin().remoteAddress());
        headers.put("x-forwarded-proto", "http");
        String host = sent.first("host").orElse("");
        headers.put("x-forwarded-port", host.contains(":") ? host.substring(host.lastIndexOf(':') + 1) : "80");
        return headers;
    }

    private Map<String, Object> context(Call call) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("accountId", account().orElse("anonymous"));
        context.put("apiId", address.id());
        if (account().isPresent()) {
            context.put("authorizer", Map.of("iam", iam(call)));
        }
        context.put("domainName", address.host());
        context.put("domainPrefix", address.id());
        Map<String, String> http = new LinkedHashMap<>();
        http.put("method", request.method());
        http.put("path", address.rawPath());
        http.put("protocol", "HTTP/1.1");
        http.put("sourceIp", request.origin().remoteAddress());
        http.put("userAgent", request.headers().first("user-agent").orElse(""));
        context.put("http", http);
        context.put("requestId", call.requestId());
        context.put("routeKey", DEFAULT);
        context.put("stage", DEFAULT);
        context.put("time", TIME.format(call.now()));
        context.put("timeEpoch", call.now().toEpochMilli());
        return context;
    }

    private Optional<String> account() {
        return switch (caller) {
            case Caller.Root root -> Optional.of(root.account());
            case Caller.RoleSession session -> Optional.of(session.role().account());
            case Caller.Service _, Caller.Anonymous _ -> Optional.empty();
        };
    }

    /** Who signed; what nobody knows is null, as Lambda shows it. */
    private Map<String, Object> iam(Call call) {
        Map<String, Object> iam = new LinkedHashMap<>();
        String id = account().orElse("");
        String arn = "arn:aws:iam::" + id + ":root";
        if (caller instanceof Caller.RoleSession session) {
            id = session.roleId() + ":" + session.sessionName();
            arn = session.arn().toString();
        }
        iam.put("accessKey", call.accessKeyId());
        iam.put("accountId", account().orElse(""));
        iam.put("callerId", id);
        iam.put("cognitoIdentity", null);
        iam.put("principalOrgId", null);
        iam.put("userArn", arn);
        iam.put("userId", id);
        return iam;
    }

    private void putBody(Map<String, Object> event, byte[] body) {
        Optional<String> text = body.length == 0 ? Optional.of("") : text(body);
        if (body.length > 0) {
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
        event.put("isBase64Encoded", text.isEmpty());
    }

    /** The body as text, if its type says so and its bytes are. */
    private Optional<String> text(byte[] body) {
        String type = request.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (TEXT_TYPES.stream().noneMatch(type::contains)
                || request.headers().first("content-encoding").isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
