package davit.images.pull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.process.Command;
import davit.base.process.CommandFailedException;
import davit.images.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Davit's own recipes for public base images, {@code base-images/}: its program {@code build --list} names the images,
 * {@code build --is-built NAME} says whether one is in the cache, {@code build NAME DIRECTORY} makes one as an OCI
 * layout.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class BaseImages {
    private final Path directory;

    @GuardedBy("this")
    private String listedFor = "";

    @GuardedBy("this")
    private List<String> names = List.of();

    /** The recipes in {@code directory}; none if it is not there. */
    public BaseImages(Path directory) {
        this.directory = directory;
    }

    /** Whether there is a recipe for an image, {@code public.ecr.aws/lambda/nodejs:22}. */
    boolean offers(String name) throws IOException, InterruptedException {
        return names().contains(name);
    }

    /** The images that there are recipes for. */
    synchronized List<String> names() throws IOException, InterruptedException {
        if (!Files.isExecutable(program())) {
            return List.of();
        }
        String recipes = recipes().toString();
        if (!recipes.equals(listedFor)) {
            names = Command.of(program().toString(), "--list")
                    .run()
                    .lines()
                    .map(String::strip)
                    .toList();
            listedFor = recipes;
        }
        return names;
    }

    /** Whether the image is in the machine's cache, so that it is built in no time. */
    boolean isBuilt(String name) throws IOException, InterruptedException {
        try {
            Command.of(program().toString(), "--is-built", name).run();
            return true;
        } catch (CommandFailedException _) {
            return false;
        }
    }

    /** A digest of all recipes: another one means that images must be built anew. */
    Digest recipes() throws IOException {
        MessageDigest hash = Digest.sha256();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                String title = directory.relativize(file) + " " + content.length + "\n";
                hash.update(title.getBytes(StandardCharsets.UTF_8));
                hash.update(content);
            }
        }
        return Digest.ofAllFedTo(hash);
    }

    /** Builds an image into an empty directory, as an OCI layout; tells each line that the build prints. */
    void build(String name, Path output, Consumer<String> lines) throws IOException, InterruptedException {
        Command.of(program().toString(), name, output.toString())
                .tellingLines(lines)
                .run();
    }

    private Path program() {
        return directory.resolve("build");
    }
}
