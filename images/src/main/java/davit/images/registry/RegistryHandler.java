package davit.images.registry;

import davit.base.http.HttpHandler;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.time.Time;
import davit.images.oci.ImageReference;
import davit.images.pull.PublicImages;
import davit.images.registry.RegistryAccess.Action;
import davit.images.registry.RegistryAccess.Attempt;
import davit.images.registry.RegistryAccess.Decision;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registry at {@code /v2/}, as the
 * <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">OCI distribution specification
 * 1.1</a> and Docker's clients want it.
 *
 * <p>A repository is made by ECR, not by pushing. One whose first word is a host, as {@code
 * public.ecr.aws/lambda/nodejs}, is filled from there when it is asked for, and cannot be pushed to.
 *
 * <p>Thread safety: may be called from any thread.
 */
public final class RegistryHandler implements HttpHandler {
    private static final String ROOT = "/v2/";
    private static final String CHALLENGE = "Basic realm=\"Davit\",service=\"ecr.amazonaws.com\"";

    private final Repositories repositories;
    private final RegistryAccess access;
    private final String account;
    private final List<Route> routes;
    private final ListingRoutes listings;

    private interface Answer {
        HttpResponse to(Call call) throws IOException;
    }

    private record Route(Pattern path, String method, Action action, Answer answer) {
        Route(String path, String method, Action action, Answer answer) {
            this(Pattern.compile(path), method, action, answer);
        }
    }

    /**
     * A registry over these repositories.
     *
     * @param publicImages where repositories are filled from that carry the name of a public registry
     * @param access decides who may do what
     * @param account the account that the repositories belong to, for messages
     * @param random makes the names of uploads
     * @param listener told which public images are read
     */
    public RegistryHandler(
            Repositories repositories,
            PublicImages publicImages,
            RegistryAccess access,
            String account,
            Time time,
            RandomGenerator random,
            PullListener listener) {
        this.repositories = repositories;
        this.access = access;
        this.account = account;
        this.listings = new ListingRoutes(repositories);
        BlobRoutes blobs = new BlobRoutes(repositories, publicImages);
        UploadRoutes uploads = new UploadRoutes(repositories, access, new UploadSessions(repositories, time, random));
        ManifestRoutes manifests = new ManifestRoutes(repositories, publicImages, listener);
        String upload = "(.+)/blobs/uploads/([^/]+)";
        String blob = "(.+)/blobs/([^/]+)";
        String manifest = "(.+)/manifests/([^/]+)";
        this.routes = List.of(
                new Route("(.+)/blobs/uploads/?()", "POST", Action.PUSH_BLOB, uploads::begin),
                new Route(upload, "GET", Action.PUSH_BLOB, uploads::progress),
                new Route(upload, "PATCH", Action.PUSH_BLOB, uploads::append),
                new Route(upload, "PUT", Action.PUSH_BLOB, uploads::finish),
                new Route(upload, "DELETE", Action.PUSH_BLOB, uploads::cancel),
                new Route(blob, "GET", Action.PULL, blobs::read),
                new Route(blob, "DELETE", Action.DELETE, blobs::delete),
                new Route(manifest, "GET", Action.PULL, manifests::read),
                new Route(manifest, "PUT", Action.PUSH_MANIFEST, manifests::put),
                new Route(manifest, "DELETE", Action.DELETE, manifests::delete),
                new Route("(.+)/tags/list()", "GET", Action.LIST_TAGS, listings::tags),
                new Route("(.+)/referrers/([^/]+)", "GET", Action.PULL, listings::referrers));
    }

    @Override
    public HttpResponse answer(HttpRequest request) throws IOException {
        try {
            return dispatch(request).withHeader("docker-distribution-api-version", "registry/2.0");
        } catch (RegistryException e) {
            return e.response().withHeader("docker-distribution-api-version", "registry/2.0");
        }
    }

    private HttpResponse dispatch(HttpRequest request) throws IOException {
        String path = request.rawPath().replace("%3A", ":").replace("%3a", ":");
        String rest = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        Query query = Query.parse(request.rawQuery());
        if (rest.isEmpty()) {
            allow(request, Action.PING, "");
            return HttpResponse.json(200, new byte[] {'{', '}'});
        }
        if (rest.equals("_catalog")) {
            allow(request, Action.LIST_REPOSITORIES, "");
            return listings.repositories(new Call(request, query, "", ""));
        }
        return route(request, query, rest);
    }

    private HttpResponse route(HttpRequest request, Query query, String path) throws IOException {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        boolean isKnown = false;
        for (Route route : routes) {
            Matcher parts = route.path.matcher(path);
            if (parts.matches()) {
                isKnown = true;
                if (route.method.equals(method)) {
                    Call call = new Call(request, query, parts.group(1), parts.group(2));
                    check(call, route.action);
                    return route.answer.to(call);
                }
            }
        }
        throw isKnown
                ? new RegistryException(RegistryError.UNSUPPORTED, "The operation is unsupported: " + method)
                : new RegistryException(RegistryError.NAME_UNKNOWN, "There is nothing at /v2/" + path);
    }

    private void check(Call call, Action action) {
        String name = call.repository();
        allow(call.request(), action, name);
        if (!ImageReference.isRepository(name)) {
            throw new RegistryException(RegistryError.NAME_INVALID, "Invalid repository name '" + name + "'");
        }
        if (repositories.isPulledThrough(name)) {
            checkPublic(name, action);
        } else if (repositories.find(name).isEmpty()) {
            throw unknown(name);
        }
    }

    private static void checkPublic(String name, Action action) {
        if (action == Action.PUSH_BLOB || action == Action.PUSH_MANIFEST) {
            throw new RegistryException(
                    RegistryError.DENIED, "The repository '" + name + "' is filled from its public registry");
        }
    }

    private RegistryException unknown(String name) {
        return new RegistryException(
                RegistryError.NAME_UNKNOWN,
                "The repository with name '" + name + "' does not exist in the registry with id '" + account + "'");
    }

    private void allow(HttpRequest request, Action action, String repository) {
        switch (access.decide(Attempt.of(request, action, repository))) {
            case Decision.Allowed _ -> {
                // Goes on.
            }
            case Decision.Unauthenticated(String message) ->
                throw new RegistryException(
                        RegistryError.UNAUTHORIZED, message, HttpHeaders.of("www-authenticate", CHALLENGE));
            case Decision.Denied(String message) -> throw new RegistryException(RegistryError.DENIED, message);
        }
    }
}
