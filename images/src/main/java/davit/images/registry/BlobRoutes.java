package davit.images.registry;

import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.images.oci.Digest;
import davit.images.pull.PublicImages;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.util.OptionalLong;

/** Reading and removing blobs. */
final class BlobRoutes {
    private final Repositories repositories;
    private final PublicImages publicImages;

    BlobRoutes(Repositories repositories, PublicImages publicImages) {
        this.repositories = repositories;
        this.publicImages = publicImages;
    }

    HttpResponse read(Call call) throws IOException {
        Digest digest = digest(call);
        OptionalLong size = repositories.blobSize(call.repository(), digest);
        if (size.isEmpty() && repositories.isPulledThrough(call.repository())) {
            PublicAnswers.check(publicImages.blob(call.repository(), digest, PublicImages.MAX_BLOB_BYTES));
            size = repositories.blobSize(call.repository(), digest);
        }
        if (size.isEmpty()) {
            throw unknown(digest);
        }
        ByteRange range = ByteRange.of(call.request().headers().first("range").orElse(""), size.getAsLong());
        HttpHeaders headers = headers(digest, range);
        int status = range.isWhole() ? 200 : 206;
        HttpBody body = call.isHead()
                ? HttpBody.EMPTY
                : new StreamedBody(repositories.openBlob(digest, range.from()), range.length());
        return new HttpResponse(status, headers, body);
    }

    HttpResponse delete(Call call) {
        Digest digest = digest(call);
        if (!repositories.deleteBlob(call.repository(), digest)) {
            throw unknown(digest);
        }
        return HttpResponse.empty(202);
    }

    private static Digest digest(Call call) {
        return Digest.find(call.reference())
                .orElseThrow(() -> new RegistryException(
                        RegistryError.DIGEST_INVALID,
                        "Only sha256 digests are supported, not '" + call.reference() + "'"));
    }

    private static RegistryException unknown(Digest digest) {
        return new RegistryException(RegistryError.BLOB_UNKNOWN, "The repository has no blob " + digest);
    }

    private static HttpHeaders headers(Digest digest, ByteRange range) {
        HttpHeaders.Builder headers = new HttpHeaders.Builder()
                .add("content-type", "application/octet-stream")
                .add("content-length", Long.toString(range.length()))
                .add("docker-content-digest", digest.toString())
                .add("accept-ranges", "bytes")
                .add("etag", "\"" + digest + "\"");
        if (!range.isWhole()) {
            headers.add("content-range", "bytes " + range.from() + "-" + range.to() + "/" + range.size());
        }
        return headers.build();
    }
}
