package davit.functions.urls;

import davit.base.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request to a function's address names: by its host, {@code ID.lambda-url.REGION.ANYTHING}, or, for clients that
 * cannot reach such a host, by a path below {@value #PATH}.
 *
 * @param id the id of the address
 * @param host the name by which the client reached it, without the port
 * @param rawPath the path as the function sees it
 */
public record UrlAddress(String id, String host, String rawPath) {
    /** Where addresses are found without a host of their own. */
    public static final String PATH = "/_davit/url/";

    private static final String LABEL = "lambda-url";

    /** The address that a request is for; empty if it is for something else. */
    public static Optional<UrlAddress> of(HttpRequest request) {
        String host = request.headers().first("host").orElse("").toLowerCase(Locale.ROOT);
        if (host.contains("." + LABEL + ".")) {
            String name = withoutPort(host);
            List<String> labels = List.of(name.split("\\.", -1));
            return labels.size() > 2 && labels.get(1).equals(LABEL)
                    ? Optional.of(new UrlAddress(labels.getFirst(), name, request.rawPath()))
                    : Optional.empty();
        }
        if (!request.rawPath().startsWith(PATH)) {
            return Optional.empty();
        }
        String rest = request.rawPath().substring(PATH.length());
        int slash = rest.indexOf('/');
        return Optional.of(
                slash < 0
                        ? new UrlAddress(rest, withoutPort(host), "/")
                        : new UrlAddress(rest.substring(0, slash), withoutPort(host), rest.substring(slash)));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
