package davit.images.context;

import davit.images.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder that a builder is sent, in the order of their names. */
final class ContextFiles {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Path folder;
    private final IgnoreRules rules;

    ContextFiles(Path folder, IgnoreRules rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /** Feeds kind, name, permissions and content of each file to {@code hash}. */
    void feed(MessageDigest hash) throws IOException {
        feedDirectory(folder, hash);
    }

    private void feedDirectory(Path directory, MessageDigest hash) throws IOException {
        List<Path> children;
        try (Stream<Path> found = Files.list(directory)) {
            children = found.sorted().toList();
        }
        for (Path child : children) {
            feedEntry(child, hash);
        }
    }

    private void feedEntry(Path path, MessageDigest hash) throws IOException {
        String name = folder.relativize(path).toString();
        boolean isIgnored = rules.ignore(name);
        if (isIgnored && !rules.mayKeepBelow()) {
            return;
        }
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            if (!isIgnored) {
                title(hash, "directory", path, name, "");
            }
            feedDirectory(path, hash);
        } else if (!isIgnored && attributes.isSymbolicLink()) {
            title(hash, "link", path, name, Files.readSymbolicLink(path).toString());
        } else if (!isIgnored && attributes.isRegularFile()) {
            title(hash, "file", path, name, contentDigest(path));
        }
    }

    private static void title(MessageDigest hash, String kind, Path path, String name, String content)
            throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        String entry = "%s %o %d %s %d %s%n".formatted(kind, mode, name.length(), name, content.length(), content);
        hash.update(entry.getBytes(StandardCharsets.UTF_8));
    }

    private static String contentDigest(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                hash.update(buffer, 0, length);
            }
        }
        return Digest.ofAllFedTo(hash).hex();
    }
}
