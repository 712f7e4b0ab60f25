package davit.images.registry;

import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.base.json.Json;
import davit.images.oci.Descriptor;
import davit.images.oci.Digest;
import davit.images.oci.MediaTypes;
import davit.images.repository.Repositories;
import davit.images.repository.Repository;
import davit.images.repository.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists of repositories, tags and referrers, in pages. */
final class ListingRoutes {
    private static final int MAX_PAGE = 1_000;

    private final Repositories repositories;

    private record RepositoryList(List<String> repositories) {}

    private record TagList(String name, List<String> tags) {}

    private record ReferrerIndex(int schemaVersion, String mediaType, List<Descriptor> manifests) {}

    ListingRoutes(Repositories repositories) {
        this.repositories = repositories;
    }

    HttpResponse repositories(Call call) {
        int limit = limit(call);
        List<String> names = repositories.list(call.query().orEmpty("last"), limit + 1).stream()
                .map(Repository::name)
                .toList();
        List<String> page = names.stream().limit(limit).toList();
        return paged(HttpResponse.json(200, Json.bytes(new RepositoryList(page))), "/v2/_catalog", page, names.size());
    }

    HttpResponse tags(Call call) {
        int limit = limit(call);
        String last = call.query().orEmpty("last");
        List<String> names = repositories.manifests().tags(call.repository(), last, limit + 1).stream()
                .map(Tag::name)
                .toList();
        List<String> page = names.stream().limit(limit).toList();
        return paged(
                HttpResponse.json(200, Json.bytes(new TagList(call.repository(), page))),
                "/v2/" + call.repository() + "/tags/list",
                page,
                names.size());
    }

    private static int limit(Call call) {
        String text = call.query().find("n").orElse(Integer.toString(MAX_PAGE));
        if (!text.matches("[0-9]{1,9}")) {
            throw new RegistryException(RegistryError.UNSUPPORTED, "n is a number of entries, not '" + text + "'");
        }
        return Math.min(MAX_PAGE, Integer.parseInt(text));
    }

    private static HttpResponse paged(HttpResponse response, String path, List<String> page, int found) {
        if (page.isEmpty() || found <= page.size()) {
            return response;
        }
        String last = URLEncoder.encode(page.getLast(), StandardCharsets.UTF_8);
        return response.withHeader("link", "<" + path + "?n=" + page.size() + "&last=" + last + ">; rel=\"next\"");
    }

    HttpResponse referrers(Call call) {
        Digest subject = Digest.find(call.reference())
                .orElseThrow(() -> new RegistryException(
                        RegistryError.DIGEST_INVALID,
                        "Only sha256 digests are supported, not '" + call.reference() + "'"));
        String type = call.query().orEmpty("artifactType");
        List<Descriptor> found = repositories.manifests().referrers(call.repository(), subject).stream()
                .filter(referrer -> type.isEmpty() || type.equals(referrer.artifactType()))
                .toList();
        HttpHeaders.Builder headers = new HttpHeaders.Builder().add("content-type", MediaTypes.OCI_INDEX);
        if (!type.isEmpty()) {
            headers.add("oci-filters-applied", "artifactType");
        }
        ReferrerIndex index = new ReferrerIndex(2, MediaTypes.OCI_INDEX, found);
        return new HttpResponse(200, headers.build(), HttpBody.of(Json.bytes(index)));
    }
}
