package davit.images.build;

import davit.base.process.Command;
import davit.images.context.BuildContext;
import davit.images.context.ImageBuildException;
import davit.images.oci.Digest;
import davit.images.pull.LocalStandIns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds images from Dockerfiles and pushes them: by Docker where its daemon answers, else by buildah. What was built
 * before of the same files, arguments and base images is not built again.
 *
 * <p>Thread safety: every method may be called from any thread; buildah does one build after the other.
 */
public final class ImageBuilds {
    private static final Logger LOG = LoggerFactory.getLogger(ImageBuilds.class);
    private static final Duration END_OF_BUILD = Duration.ofSeconds(5);

    /** What builds. */
    public enum Choice {
        /** Docker where there is one, else buildah. */
        ANY,
        /** Docker. */
        DOCKER,
        /** The program {@code buildah}. */
        BUILDAH
    }

    private final Path folder;
    private final LocalStandIns standIns;
    private final Choice choice;

    /**
     * Builds in {@code folder}, made if it is not there.
     *
     * @param standIns builds Davit's own base images where public ones cannot be reached
     */
    public ImageBuilds(Path folder, LocalStandIns standIns, Choice choice) {
        this.folder = folder;
        this.standIns = standIns;
        this.choice = choice;
    }

    /**
     * Builds and pushes, unless that was done before. If the calling thread is interrupted, or this process is asked to
     * end, the builder is killed.
     *
     * @param progress told what happens, a line each
     * @return the digest of the image's manifest
     * @throws ImageBuildException if the user has to change something; has the builder's or registry's own words
     * @throws IOException if the disk or the connection to the registry fails
     */
    public Digest build(BuildContext context, Destination destination, Consumer<String> progress)
            throws ImageBuildException, IOException, InterruptedException {
        Digest files = context.digest();
        Thread building = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Thread ending = new Thread(() -> end(building, ended));
        Runtime.getRuntime().addShutdownHook(ending);
        try (RegistryClient registry = new RegistryClient(destination)) {
            return build(context, files, destination, registry, progress);
        } finally {
            ended.countDown();
            forget(ending);
        }
    }

    private static void end(Thread building, CountDownLatch ended) {
        building.interrupt();
        try {
            if (!ended.await(END_OF_BUILD.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the builder did not end within {} s", END_OF_BUILD.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException _) {
            // The process is ending, and the hook is what ended the build.
            return;
        }
    }

    private Digest build(
            BuildContext context,
            Digest files,
            Destination destination,
            RegistryClient registry,
            Consumer<String> progress)
            throws ImageBuildException, IOException, InterruptedException {
        Builder builder = builder();
        Set<String> direct = UserLogins.in(UserLogins.folder()).hosts();
        List<BaseImage> bases = new BaseImageFinder(registry, destination.registry(), direct, standIns, progress)
                .find(context.images(), context.platform(), builder.pullsThrough());
        BuiltImages built = new BuiltImages(folder.resolve("built"));
        Optional<Digest> key = BuiltImages.key(files, bases);
        Optional<Digest> existing = key.isPresent() ? built.find(key.get()) : Optional.empty();
        if (existing.isPresent() && tag(registry, destination, existing.get())) {
            progress.accept("unchanged: " + destination.pinned(existing.get()));
            return existing.get();
        }
        progress.accept("building " + context.folder() + " by " + builder.name());
        Digest image = builder.build(new Builder.Work(context, bases, destination, progress));
        if (key.isPresent()) {
            built.put(key.get(), image);
        }
        return image;
    }

    private Builder builder() throws ImageBuildException, IOException, InterruptedException {
        if (choice != Choice.BUILDAH) {
            Optional<Docker> docker = Docker.find();
            if (docker.isPresent()) {
                return docker.get();
            }
        }
        if (choice != Choice.DOCKER && Command.exists("buildah")) {
            return new Buildah(folder, ImportedBases.ofThisMachine());
        }
        throw new ImageBuildException(
                choice == Choice.DOCKER
                        ? "Docker does not answer: start it, or build by buildah"
                        : "nothing here can build images: install buildah (apt-get install buildah) or start Docker");
    }

    /** Lets the tag stand for an image; returns whether the registry still has the image. */
    private static boolean tag(RegistryClient registry, Destination destination, Digest image)
            throws ImageBuildException, IOException, InterruptedException {
        Optional<RegistryClient.Manifest> manifest = registry.find(destination.repository(), image.toString());
        if (manifest.isPresent()) {
            Optional<Digest> tagged =
                    registry.find(destination.repository(), destination.tag()).map(RegistryClient.Manifest::digest);
            if (!tagged.equals(Optional.of(image))) {
                registry.tag(destination.repository(), manifest.get(), destination.tag());
            }
        }
        return manifest.isPresent();
    }
}
