package davit.server.platform;

import davit.base.http.HttpHandler;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.json.Json;
import davit.functions.usage.UsageMeter;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The pages below {@code /_davit/} that need no signature: {@code health}, {@code status} and {@code usage}, and archives.
 *
 * @param version Davit's version
 * @param status asked whenever the page is read
 * @param usage asked whenever the page is read
 * @param code answers the addresses of archives, below {@code /_davit/code/}
 */
public record PlatformPages(
        String version, Supplier<ServerStatus> status, Supplier<List<UsageMeter.Day>> usage, HttpHandler code)
        implements HttpHandler {
    private record Health(String status, String version) {}

    private record Refusal(String message) {}

    @Override
    public HttpResponse answer(HttpRequest request) throws IOException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return HttpResponse.json(405, Json.bytes(new Refusal("only GET is answered here")))
                    .withHeader("allow", "GET, HEAD");
        }
        if (request.rawPath().startsWith("/_davit/code/")) {
            return code.answer(request);
        }
        return switch (request.rawPath()) {
            case "/_davit/health" -> HttpResponse.json(200, Json.bytes(new Health("ready", version)));
            case "/_davit/status" -> onThisMachine(request, status);
            case "/_davit/usage" -> onThisMachine(request, usage);
            default -> HttpResponse.json(404, Json.bytes(new Refusal("there is no page " + request.rawPath())));
        };
    }

    private static HttpResponse onThisMachine(HttpRequest request, Supplier<?> page) {
        return request.origin().fromLoopback()
                ? HttpResponse.json(200, Json.bytes(page.get()))
                : HttpResponse.json(403, Json.bytes(new Refusal("this is told on this machine only")));
    }
}
