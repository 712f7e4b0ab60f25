package davit.images.registry;

import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.images.oci.Digest;
import davit.images.oci.ImageReference;
import davit.images.oci.ManifestDocument;
import davit.images.oci.MediaTypes;
import davit.images.pull.PublicImages;
import davit.images.repository.PutResult;
import davit.images.repository.Repositories;
import davit.images.repository.StoredManifest;
import java.io.IOException;
import java.util.Optional;

/** Reading, writing and removing manifests and tags. */
final class ManifestRoutes {
    private final Repositories repositories;
    private final PublicImages publicImages;
    private final PullListener listener;

    ManifestRoutes(Repositories repositories, PublicImages publicImages, PullListener listener) {
        this.repositories = repositories;
        this.publicImages = publicImages;
        this.listener = listener;
    }

    HttpResponse read(Call call) throws IOException {
        boolean isPublic = repositories.isPulledThrough(call.repository());
        Optional<String> notice = isPublic
                ? PublicAnswers.check(publicImages.manifest(call.repository(), call.reference()))
                : Optional.empty();
        StoredManifest manifest = repositories
                .manifests()
                .find(call.repository(), call.reference())
                .orElseThrow(() -> unknown(call));
        byte[] content = repositories.manifests().content(manifest);
        if (isPublic && !call.isHead() && MediaTypes.isImage(manifest.mediaType())) {
            listener.reads(manifest.digest());
        }
        HttpHeaders.Builder headers = new HttpHeaders.Builder()
                .add("content-type", manifest.mediaType())
                .add("content-length", Integer.toString(content.length))
                .add("docker-content-digest", manifest.digest().toString())
                .add("etag", "\"" + manifest.digest() + "\"");
        // The form that the specification gives to words for the user.
        notice.ifPresent(text -> headers.add("warning", "299 - \"" + text.replace("\"", "'") + "\""));
        return new HttpResponse(200, headers.build(), call.isHead() ? HttpBody.EMPTY : HttpBody.of(content));
    }

    HttpResponse put(Call call) throws IOException {
        byte[] content = call.request().body().readNBytes(ManifestDocument.MAX_BYTES + 1);
        if (content.length > ManifestDocument.MAX_BYTES) {
            throw new RegistryException(
                    RegistryError.SIZE_INVALID, "A manifest has at most " + ManifestDocument.MAX_BYTES + " bytes");
        }
        Optional<Digest> announced = digest(call);
        if (announced.isPresent() && !announced.get().equals(Digest.of(content))) {
            throw new RegistryException(
                    RegistryError.DIGEST_INVALID,
                    "The digest of the manifest is " + Digest.of(content) + ", not " + announced.get());
        }
        String type = call.request().headers().first("content-type").orElse("");
        String tag = announced.isPresent() ? null : call.reference();
        return answer(call, repositories.manifests().put(call.repository(), content, type, tag));
    }

    private static Optional<Digest> digest(Call call) {
        if (call.reference().contains(":")) {
            return Optional.of(Digest.find(call.reference())
                    .orElseThrow(() -> new RegistryException(
                            RegistryError.DIGEST_INVALID,
                            "Only sha256 digests are supported, not '" + call.reference() + "'")));
        }
        if (!ImageReference.isTag(call.reference())) {
            throw new RegistryException(RegistryError.TAG_INVALID, "Invalid tag '" + call.reference() + "'");
        }
        return Optional.empty();
    }

    private static HttpResponse answer(Call call, PutResult result) {
        return switch (result) {
            case PutResult.Stored(StoredManifest manifest, boolean _) -> created(call, manifest);
            case PutResult.Malformed(String reason) ->
                throw new RegistryException(RegistryError.MANIFEST_INVALID, reason);
            case PutResult.MissingReferences missing ->
                throw new RegistryException(
                        RegistryError.MANIFEST_BLOB_UNKNOWN,
                        "The manifest refers to what the repository does not have: " + missing.missing());
            case PutResult.TagIsTaken(String tag) ->
                throw new RegistryException(
                        RegistryError.TAG_INVALID,
                        "The image tag '" + tag + "' already exists in the '" + call.repository()
                                + "' repository and cannot be overwritten because the tag is immutable.");
            case PutResult.NoSuchRepository _ ->
                throw new RegistryException(
                        RegistryError.NAME_UNKNOWN, "The repository '" + call.repository() + "' was deleted");
        };
    }

    private static HttpResponse created(Call call, StoredManifest manifest) {
        HttpHeaders.Builder headers = new HttpHeaders.Builder()
                .add("location", "/v2/" + call.repository() + "/manifests/" + manifest.digest())
                .add("docker-content-digest", manifest.digest().toString());
        if (manifest.subject() != null) {
            headers.add("oci-subject", manifest.subject().toString());
        }
        return new HttpResponse(201, headers.build(), HttpBody.EMPTY);
    }

    HttpResponse delete(Call call) {
        Optional<Digest> digest = digest(call);
        boolean existed = digest.isPresent()
                ? repositories.manifests().delete(call.repository(), digest.get())
                : repositories.manifests().deleteTag(call.repository(), call.reference());
        if (!existed) {
            throw unknown(call);
        }
        return HttpResponse.empty(202);
    }

    private static RegistryException unknown(Call call) {
        return new RegistryException(
                RegistryError.MANIFEST_UNKNOWN,
                "Requested image not found: " + call.repository()
                        + (call.reference().contains(":") ? "@" : ":") + call.reference());
    }
}
