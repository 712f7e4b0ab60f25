package davit.server.http;

import davit.base.http.HttpHandler;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.functions.urls.UrlAddress;
import java.io.IOException;

/**
 * Gives each request to the room that answers it: a function at its own address, the platform's own pages, the image
 * registry, or AWS.
 *
 * @param functionUrls answers hosts and paths of {@link UrlAddress}
 * @param platform answers paths under {@code /_davit/}
 * @param registry answers paths under {@code /v2/} that are not signed for another service
 * @param aws answers all else
 */
public record Router(HttpHandler functionUrls, HttpHandler platform, HttpHandler registry, HttpHandler aws)
        implements HttpHandler {
    @Override
    public HttpResponse answer(HttpRequest request) throws IOException {
        if (UrlAddress.of(request).isPresent()) {
            return functionUrls.answer(request);
        }
        if (request.rawPath().startsWith("/_davit/")) {
            return platform.answer(request);
        }
        if (isForRegistry(request)) {
            return registry.answer(request);
        }
        return aws.answer(request);
    }

    private static boolean isForRegistry(HttpRequest request) {
        boolean isSigned = request.headers()
                .first("authorization")
                .filter(value -> value.startsWith("AWS4-"))
                .isPresent();
        return !isSigned
                && (request.rawPath().startsWith("/v2/") || request.rawPath().equals("/v2"));
    }
}
