package davit.images.pull;

import davit.images.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Builds images of Davit's own into the machine's cache before the registry asks for them, so that whoever waits for
 * one sees how far it is. The registry then takes it from the cache.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class LocalStandIns {
    private final BaseImages baseImages;
    private final Upstream upstream;

    /** Builds by these recipes what the client of public registries cannot reach. */
    public LocalStandIns(BaseImages baseImages, Upstream upstream) {
        this.baseImages = baseImages;
        this.upstream = upstream;
    }

    /**
     * Builds the image of a public repository, unless it can be reached, has no recipe, or is in the cache.
     *
     * @param repository with the registry's host, {@code public.ecr.aws/lambda/nodejs}
     * @param tag the tag
     * @param lines told how far it is
     * @throws IOException with the build's last words if it fails
     */
    public void prepare(String repository, String tag, Consumer<String> lines)
            throws IOException, InterruptedException {
        String name = repository + ":" + tag;
        PublicName publicName = PublicName.of(repository);
        if (baseImages.offers(name) && !baseImages.isBuilt(name) && !upstream.isReachable(publicName.host())) {
            lines.accept(publicName.host() + " is not reachable; building Davit's own " + name
                    + ", which takes some minutes the first time");
            Path unused = Files.createTempDirectory("davit-base-image");
            try {
                baseImages.build(name, unused, lines);
            } finally {
                FileTree.delete(unused);
            }
        }
    }
}
