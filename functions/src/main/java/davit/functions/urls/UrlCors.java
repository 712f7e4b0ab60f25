package davit.functions.urls;

import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.functions.model.FunctionUrl.Cors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells browsers what pages of other origins may do with an address, instead of the function. */
final class UrlCors {
    private static final String ORIGIN = "access-control-allow-origin";
    private static final String CREDENTIALS = "access-control-allow-credentials";

    private final Cors cors;

    UrlCors(Cors cors) {
        this.cors = cors;
    }

    /** The answer to a browser that asks before it sends the request proper; empty if it does not ask. */
    Optional<HttpResponse> preflight(HttpRequest request) {
        Optional<String> origin = request.headers().first("origin");
        Optional<String> method = request.headers().first("access-control-request-method");
        if (!request.method().equals("OPTIONS") || origin.isEmpty() || method.isEmpty()) {
            return Optional.empty();
        }
        HttpHeaders.Builder headers = new HttpHeaders.Builder();
        Optional<String> allowed = cors.allowed(origin.get());
        if (allowed.isPresent() && cors.allowsMethod(method.get())) {
            headers.set(ORIGIN, allowed.get());
            putIfGiven(headers, "access-control-allow-methods", cors.allowMethods());
            putIfGiven(headers, "access-control-allow-headers", cors.allowHeaders());
            if (cors.maxAge() != null) {
                headers.set("access-control-max-age", cors.maxAge().toString());
            }
            putCredentials(headers);
            putVary(headers, allowed.get());
        }
        return Optional.of(
                new HttpResponse(200, headers.build(), HttpResponse.empty(200).body()));
    }

    /** An answer with what a browser must be told; what the function says of it counts no more. */
    HttpResponse applied(HttpRequest request, HttpResponse answer) {
        Optional<String> allowed = request.headers().first("origin").flatMap(cors::allowed);
        if (allowed.isEmpty()) {
            return answer;
        }
        HttpHeaders.Builder headers = answer.headers().toBuilder();
        headers.set(ORIGIN, allowed.get());
        putIfGiven(headers, "access-control-expose-headers", cors.exposeHeaders());
        putCredentials(headers);
        putVary(headers, allowed.get());
        return new HttpResponse(answer.status(), headers.build(), answer.body());
    }

    private static void putIfGiven(HttpHeaders.Builder headers, String name, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            headers.set(name, String.join(",", values));
        }
    }

    private void putCredentials(HttpHeaders.Builder headers) {
        if (Boolean.TRUE.equals(cors.allowCredentials())) {
            headers.set(CREDENTIALS, "true");
        }
    }

    private static void putVary(HttpHeaders.Builder headers, String allowed) {
        if (!allowed.equals("*")) {
            headers.add("vary", "Origin");
        }
    }
}
