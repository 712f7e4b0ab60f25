package davit.images.registry;

import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.images.oci.Digest;
import davit.images.registry.RegistryAccess.Action;
import davit.images.registry.RegistryAccess.Attempt;
import davit.images.registry.RegistryAccess.Decision;
import davit.images.registry.UploadSessions.Session;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Receiving blobs: in one request, in chunks, or not at all because another repository has them. */
final class UploadRoutes {
    private static final Pattern CONTENT_RANGE = Pattern.compile("(?:bytes[ =])?([0-9]{1,18})-([0-9]{1,18})(?:/.*)?");
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Repositories repositories;
    private final RegistryAccess access;
    private final UploadSessions sessions;

    UploadRoutes(Repositories repositories, RegistryAccess access, UploadSessions sessions) {
        this.repositories = repositories;
        this.access = access;
        this.sessions = sessions;
    }

    HttpResponse begin(Call call) throws IOException {
        Optional<Digest> mount = call.query().find("mount").flatMap(Digest::find);
        if (mount.isPresent() && mount(call, mount.get())) {
            return created(call.repository(), mount.get());
        }
        Optional<Digest> digest = call.query().find("digest").map(UploadRoutes::digest);
        Session session = sessions.begin(call.repository());
        if (digest.isEmpty()) {
            return accepted(session, 202);
        }
        session.lock.lock();
        try {
            receive(call, session);
            return keep(session, digest.get());
        } finally {
            sessions.end(session);
        }
    }

    /** Who does not say from where, or may not read there, uploads the blob instead. */
    private boolean mount(Call call, Digest digest) {
        return call.query()
                .find("from")
                .filter(from ->
                        access.decide(Attempt.of(call.request(), Action.PULL, from)) instanceof Decision.Allowed)
                .filter(from -> repositories.mountBlob(call.repository(), from, digest))
                .isPresent();
    }

    HttpResponse progress(Call call) {
        Session session = sessions.take(call.repository(), call.reference());
        try {
            return accepted(session, 204);
        } finally {
            sessions.giveBack(session);
        }
    }

    HttpResponse append(Call call) throws IOException {
        Session session = sessions.take(call.repository(), call.reference());
        try {
            receive(call, session);
            return accepted(session, 202);
        } finally {
            sessions.giveBack(session);
        }
    }

    HttpResponse finish(Call call) throws IOException {
        Digest digest = digest(call.query().orEmpty("digest"));
        Session session = sessions.take(call.repository(), call.reference());
        try {
            receive(call, session);
            try {
                return keep(session, digest);
            } finally {
                sessions.end(session);
            }
        } finally {
            sessions.giveBack(session);
        }
    }

    HttpResponse cancel(Call call) throws IOException {
        Session session = sessions.take(call.repository(), call.reference());
        try {
            sessions.end(session);
            return HttpResponse.empty(204);
        } finally {
            sessions.giveBack(session);
        }
    }

    private static Digest digest(String text) {
        return Digest.find(text)
                .orElseThrow(() -> new RegistryException(
                        RegistryError.DIGEST_INVALID, "Only sha256 digests are supported, not '" + text + "'"));
    }

    private void receive(Call call, Session session) throws IOException {
        checkOrder(call, session);
        InputStream in = call.request().body();
        OutputStream out = session.upload.content();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            out.write(buffer, 0, length);
        }
    }

    private static void checkOrder(Call call, Session session) {
        Optional<String> range = call.request().headers().first("content-range");
        if (range.isEmpty()) {
            return;
        }
        Matcher numbers = CONTENT_RANGE.matcher(range.get());
        if (!numbers.matches() || Long.parseLong(numbers.group(1)) != session.upload.size()) {
            throw new RegistryException(
                    RegistryError.RANGE_INVALID,
                    "The chunk " + range.get() + " does not follow the " + session.upload.size() + " bytes received",
                    headers(session));
        }
    }

    private HttpResponse keep(Session session, Digest announced) throws IOException {
        Digest received = Digest.of(session.upload.digest());
        if (!received.equals(announced)) {
            throw new RegistryException(
                    RegistryError.DIGEST_INVALID,
                    "The digest of the content is " + received + ", not " + announced + " as announced");
        }
        repositories.finishUpload(session.repository, session.upload);
        return created(session.repository, announced);
    }

    private static HttpResponse created(String repository, Digest digest) {
        HttpHeaders headers = HttpHeaders.of(
                "location", "/v2/" + repository + "/blobs/" + digest, "docker-content-digest", digest.toString());
        return new HttpResponse(201, headers, HttpBody.EMPTY);
    }

    private static HttpResponse accepted(Session session, int status) {
        return new HttpResponse(status, headers(session), HttpBody.EMPTY);
    }

    private static HttpHeaders headers(Session session) {
        return HttpHeaders.of(
                "location",
                "/v2/" + session.repository + "/blobs/uploads/" + session.id,
                "range",
                "0-" + Math.max(0, session.upload.size() - 1),
                "docker-upload-uuid",
                session.id);
    }
}
