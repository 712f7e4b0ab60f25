package davit.images.build;

import davit.images.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Which image was made of what, so that nothing is built twice. A small file each, by the digest of what it was made of. */
final class BuiltImages {
    private final Path folder;

    BuiltImages(Path folder) {
        this.folder = folder;
    }

    /** What an image is made of: the context and the images that it starts from; empty if one of those is not known. */
    static Optional<Digest> key(Digest context, List<BaseImage> bases) {
        MessageDigest hash = Digest.sha256();
        hash.update(context.hex().getBytes(StandardCharsets.UTF_8));
        for (BaseImage base : bases) {
            if (base.digest().isEmpty()) {
                return Optional.empty();
            }
            hash.update((base.name() + " " + base.digest().get() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(Digest.ofAllFedTo(hash));
    }

    /** The image that was made of this. */
    Optional<Digest> find(Digest key) throws IOException {
        try {
            return Digest.find(Files.readString(folder.resolve(key.hex())).strip());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Remembers the image that was made of this. */
    void put(Digest key, Digest image) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "unfinished", "");
        Files.writeString(unfinished, image + "\n");
        Files.move(unfinished, folder.resolve(key.hex()), StandardCopyOption.ATOMIC_MOVE);
    }
}
