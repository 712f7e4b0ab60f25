package davit.images.pull;

import davit.base.json.Json;
import davit.base.storage.Blobs;
import davit.images.oci.Descriptor;
import davit.images.oci.Digest;
import davit.images.oci.ManifestDocument;
import davit.images.repository.PutResult;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A directory in the form of the OCI image layout, to be read into a repository. */
final class OciLayout {
    private record Index(@Nullable List<Descriptor> manifests) {}

    private final Path directory;
    private final Repositories repositories;
    private final String repository;

    OciLayout(Path directory, Repositories repositories, String repository) {
        this.directory = directory;
        this.repositories = repositories;
        this.repository = repository;
    }

    /** Reads the one image, or the one index of images, of the layout into the repository. */
    Digest importAs(String tag) throws IOException {
        Index index = read(directory.resolve("index.json"));
        List<Descriptor> manifests = index.manifests == null ? List.of() : index.manifests;
        if (manifests.size() != 1) {
            throw new IOException(directory + " has " + manifests.size() + " images instead of one");
        }
        return put(manifests.getFirst(), tag);
    }

    private static Index read(Path file) throws IOException {
        try {
            return Json.read(Files.readAllBytes(file), Index.class);
        } catch (JacksonException e) {
            throw new IOException(file + " is not the index of an OCI layout", e);
        }
    }

    private Digest put(Descriptor descriptor, @Nullable String tag) throws IOException {
        byte[] content = Files.readAllBytes(file(descriptor.digest()));
        try {
            switch (ManifestDocument.parse(content, descriptor.mediaType())) {
                case ManifestDocument.Image image -> {
                    for (Descriptor blob : image.blobs()) {
                        importBlob(blob.digest());
                    }
                }
                case ManifestDocument.Index index -> {
                    for (Descriptor manifest : index.manifests()) {
                        put(manifest, null);
                    }
                }
            }
        } catch (ManifestDocument.MalformedException e) {
            throw new IOException(file(descriptor.digest()) + " is no manifest", e);
        }
        PutResult result = repositories.manifests().put(repository, content, descriptor.mediaType(), tag);
        if (!(result instanceof PutResult.Stored(var manifest, boolean _))) {
            throw new IOException("the image in " + directory + " was refused: " + result);
        }
        return manifest.digest();
    }

    private void importBlob(Digest digest) throws IOException {
        if (repositories.blobSize(repository, digest).isPresent()) {
            return;
        }
        try (Blobs.Upload upload = repositories.beginUpload()) {
            Files.copy(file(digest), upload.content());
            if (!Digest.of(upload.digest()).equals(digest)) {
                throw new IOException(file(digest) + " does not have the digest that its name says");
            }
            repositories.finishUpload(repository, upload);
        }
    }

    private Path file(Digest digest) {
        return directory.resolve("blobs").resolve("sha256").resolve(digest.hex());
    }
}
