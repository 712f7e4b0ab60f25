package davit.images.pull;

import davit.base.storage.Blobs;
import davit.images.oci.Digest;
import davit.images.oci.ManifestDocument;
import davit.images.pull.PublicImages.Outcome;
import davit.images.repository.PutResult;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies single manifests and blobs from a public registry, checked against their digests. */
final class Fetcher {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Repositories repositories;
    private final Upstream upstream;

    Fetcher(Repositories repositories, Upstream upstream) {
        this.repositories = repositories;
        this.upstream = upstream;
    }

    Outcome manifest(PublicName name, String tagOrDigest, @Nullable String tag)
            throws IOException, InterruptedException {
        String what = name.repository() + (tag == null ? "@" : ":") + tagOrDigest;
        try (Upstream.Answer answer = upstream.manifest(name.host(), name.name(), tagOrDigest)) {
            if (answer.status() != 200) {
                return refused(name, what, answer.status());
            }
            byte[] content = answer.body().readNBytes(ManifestDocument.MAX_BYTES);
            Optional<Digest> expected = Digest.find(tagOrDigest);
            if (expected.isPresent() && !expected.get().equals(Digest.of(content))) {
                throw new IOException(name.host() + " sent something else than " + what);
            }
            PutResult result = repositories.manifests().put(name.repository(), content, answer.contentType(), tag);
            return result instanceof PutResult.Stored
                    ? new Outcome.Available(Optional.empty())
                    : new Outcome.Unknown(what + " is not an image that is understood here: " + result);
        }
    }

    /** Copies a blob that is no longer than {@code maxBytes}. */
    Outcome blob(PublicName name, Digest digest, long maxBytes) throws IOException, InterruptedException {
        String what = digest + " of " + name.repository();
        try (Upstream.Answer answer = upstream.blob(name.host(), name.name(), digest.toString());
                Blobs.Upload upload = repositories.beginUpload()) {
            if (answer.status() != 200) {
                return refused(name, what, answer.status());
            }
            if (!copy(answer.body(), upload.content(), maxBytes)) {
                throw new IOException(name.host() + " sent more than the " + maxBytes + " bytes of " + what);
            }
            if (!Digest.of(upload.digest()).equals(digest)) {
                throw new IOException(name.host() + " sent something else than " + what);
            }
            repositories.finishUpload(name.repository(), upload);
            return new Outcome.Available(Optional.empty());
        }
    }

    private static boolean copy(InputStream in, OutputStream out, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = maxBytes;
        int length = in.read(buffer);
        while (length >= 0 && length <= left) {
            out.write(buffer, 0, length);
            left -= length;
            length = in.read(buffer);
        }
        return length < 0;
    }

    private static Outcome refused(PublicName name, String what, int status) {
        return status == 404 || status == 401 || status == 403
                ? new Outcome.Unknown(name.host() + " has no " + what + ", or does not give it to everybody")
                : new Outcome.Unavailable(name.host() + " answered with status " + status + " for " + what);
    }
}
