package davit.images.registry;

import davit.base.http.HttpRequest;

/**
 * One request to the registry, taken apart.
 *
 * @param request the request
 * @param query its parameters
 * @param repository the repository in its path
 * @param reference what follows in the path: a tag, a digest or the id of an upload; empty if nothing does
 */
record Call(HttpRequest request, Query query, String repository, String reference) {
    boolean isHead() {
        return request.method().equals("HEAD");
    }
}
