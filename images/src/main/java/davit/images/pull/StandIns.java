package davit.images.pull;

import davit.images.files.FileTree;
import davit.images.oci.Digest;
import davit.images.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds Davit's own images into the registry. */
final class StandIns {
    private static final Logger LOG = LoggerFactory.getLogger(StandIns.class);

    private final Repositories repositories;
    private final BaseImages baseImages;
    private final Path workDirectory;

    StandIns(Repositories repositories, BaseImages baseImages, Path workDirectory) {
        this.repositories = repositories;
        this.baseImages = baseImages;
        this.workDirectory = workDirectory;
    }

    boolean offers(PublicName name, String tag) throws IOException, InterruptedException {
        return baseImages.offers(name.repository() + ":" + tag);
    }

    /** The images that there are recipes for. */
    List<String> names() throws IOException, InterruptedException {
        return baseImages.names();
    }

    Digest recipes() throws IOException {
        return baseImages.recipes();
    }

    void build(PublicName name, String tag) throws IOException, InterruptedException {
        Files.createDirectories(workDirectory);
        Path layout = Files.createTempDirectory(workDirectory, "base-image");
        try {
            baseImages.build(
                    name.repository() + ":" + tag, layout, line -> LOG.info("{}:{}: {}", name.name(), tag, line));
            new OciLayout(layout, repositories, name.repository()).importAs(tag);
        } finally {
            FileTree.delete(layout);
        }
    }
}
