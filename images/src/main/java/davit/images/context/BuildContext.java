package davit.images.context;

import davit.images.oci.Digest;
import davit.images.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an image is built from.
 *
 * @param folder the folder whose files the Dockerfile may copy
 * @param dockerfile the Dockerfile; it may lie outside of the folder
 * @param arguments values of {@code ARG}
 * @param target the stage to build; empty means the last
 * @param platform what the image shall run on
 */
public record BuildContext(
        Path folder, Path dockerfile, Map<String, String> arguments, Optional<String> target, Platform platform) {
    /** Keeps copies. */
    public BuildContext {
        arguments = Map.copyOf(arguments);
    }

    /**
     * Checks that folder and Dockerfile are there.
     *
     * @throws ImageBuildException if one is not
     */
    public void check() throws ImageBuildException {
        if (!Files.isDirectory(folder)) {
            throw new ImageBuildException("there is no folder " + folder + " to build an image from");
        }
        if (!Files.isRegularFile(dockerfile)) {
            throw new ImageBuildException("there is no Dockerfile at " + dockerfile);
        }
    }

    /** The file that says what in the folder does not count: the Dockerfile's own, else the folder's; empty if none. */
    public Optional<Path> ignoreFile() {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
        Path common = folder.resolve(".dockerignore");
        return List.of(own, common).stream().filter(Files::isRegularFile).findFirst();
    }

    /**
     * The digest of everything here that decides what the image contains: the files that do count, the Dockerfile,
     * arguments, target and platform. Times and owners do not count, as builders do not look at them either.
     *
     * @throws ImageBuildException if something is missing or cannot be read
     */
    public Digest digest() throws ImageBuildException {
        check();
        MessageDigest hash = Digest.sha256();
        try {
            feed(hash, "dockerfile", Files.readString(dockerfile));
            feed(hash, "platform", platform.toString());
            feed(hash, "target", target.orElse(""));
            new TreeMap<>(arguments).forEach((name, value) -> feed(hash, "argument " + name, value));
            Optional<Path> ignoreFile = ignoreFile();
            IgnoreRules rules = ignoreFile.isPresent() ? IgnoreRules.read(ignoreFile.get()) : IgnoreRules.NONE;
            new ContextFiles(folder, rules).feed(hash);
        } catch (IOException e) {
            throw new ImageBuildException("the files to build an image from cannot be read: " + e.getMessage(), e);
        }
        return Digest.ofAllFedTo(hash);
    }

    private static void feed(MessageDigest hash, String title, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update((title + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        hash.update(bytes);
    }

    /**
     * The names of images that the Dockerfile starts from or copies out of, as far as they can be known without building.
     *
     * @throws ImageBuildException if the Dockerfile cannot be read
     */
    public Set<String> images() throws ImageBuildException {
        try {
            return new DockerfileImages(arguments, platform).of(Files.readString(dockerfile));
        } catch (IOException e) {
            throw new ImageBuildException("the Dockerfile " + dockerfile + " cannot be read: " + e.getMessage(), e);
        }
    }
}
