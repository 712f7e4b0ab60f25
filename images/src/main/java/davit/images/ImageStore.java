package davit.images;

import davit.base.concurrent.TaskGroup;
import davit.base.storage.Blobs;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.images.oci.Descriptor;
import davit.images.oci.Digest;
import davit.images.oci.ImageConfig;
import davit.images.oci.ImageReference;
import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import davit.images.oci.Platform;
import davit.images.pull.PublicImages;
import davit.images.repository.Repositories;
import davit.images.rootfs.LayerStore;
import davit.images.rootfs.SizeBudget;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The images of the registry as root file systems (docs/decisions/0008-root-file-systems.md).
 *
 * <p>An image is prepared once: each of its layers is unpacked into a directory of its own, which other images share.
 * It stays prepared when it is deleted from the registry, until {@link #collect} finds that no function uses it.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class ImageStore {
    /** Who destroys and deploys again soon does not wait for the same layers twice. */
    private static final Duration KEPT_UNUSED = Duration.ofDays(1);

    /** The last use is written down this often, and not at every start of an environment. */
    private static final Duration BETWEEN_MARKS = Duration.ofHours(1);

    private record Prepared(ImageConfig config, Instant lastUse) {}

    private final Repositories repositories;
    private final ImageFinder finder;
    private final LayerStore layers;
    private final Time time;
    private final Table<Prepared> prepared;
    private final Table<Composition> compositions;
    private final Blobs archives;
    private final ReadWriteLock collecting = new ReentrantReadWriteLock();
    private final Semaphore unpacking = new Semaphore(Runtime.getRuntime().availableProcessors());

    /**
     * The images of a registry.
     *
     * @param repositories the registry's content
     * @param publicImages where images of public registries come from
     * @param layers where layers are unpacked to
     * @param records where it is remembered what is prepared
     * @param archives the ZIP archives of {@link #compose}
     */
    public ImageStore(
            Repositories repositories,
            PublicImages publicImages,
            LayerStore layers,
            Records records,
            Blobs archives,
            Time time) {
        this.repositories = repositories;
        this.finder = new ImageFinder(repositories, publicImages);
        this.layers = layers;
        this.time = time;
        this.prepared = records.table("prepared_images", Prepared.class);
        this.compositions = records.table("composed_images", Composition.class);
        this.archives = archives;
    }

    /**
     * Finds what a reference stands for; of an index, the image for the platform.
     *
     * @throws ImageUnavailableException if there is none
     * @throws IOException if a public registry's answer broke off, or the disk failed
     */
    public ResolvedImage resolve(ImageReference reference, Platform platform)
            throws ImageUnavailableException, IOException {
        return finder.find(reference, platform);
    }

    /**
     * Makes an image ready to be mounted; at once if it is already.
     *
     * @param image the digest of an image's manifest, as {@link #resolve} found it
     * @throws InvalidImageException if its content is wrong
     * @throws ImageUnavailableException if the registry does not have it any more
     * @throws IOException if the disk failed; the next attempt starts anew
     */
    public PreparedImage prepare(Digest image)
            throws InvalidImageException, ImageUnavailableException, IOException, InterruptedException {
        collecting.readLock().lock();
        try {
            Optional<PreparedImage> existing = find(image);
            return existing.isPresent() ? existing.get() : prepareNew(image);
        } finally {
            collecting.readLock().unlock();
        }
    }

    /**
     * Remembers an image that is made of another one and of archives upon it; {@link #prepare} makes it.
     *
     * @return its digest, which is the same for the same parts
     */
    public Digest compose(Composition composition) {
        Digest digest = composition.digest();
        compositions.put(Key.of(digest.hex()), composition);
        return digest;
    }

    /** An image that was prepared before and is still there. */
    private Optional<PreparedImage> find(Digest image) {
        Optional<Prepared> found = prepared.find(Key.of(image.hex()));
        found.filter(known -> known.lastUse().isBefore(time.now().minus(BETWEEN_MARKS)))
                .ifPresent(known -> remember(image, known.config()));
        return found.flatMap(known -> describe(image, known.config()));
    }

    private Optional<PreparedImage> describe(Digest image, ImageConfig config) {
        return layers.size(config.layers())
                .map(size ->
                        new PreparedImage(image, new Mount.Overlay(layers.directories(config.layers())), config, size));
    }

    private PreparedImage prepareNew(Digest image)
            throws InvalidImageException, ImageUnavailableException, IOException, InterruptedException {
        Optional<Composition> composition = compositions.find(Key.of(image.hex()));
        if (composition.isPresent()) {
            return prepareComposed(image, composition.get());
        }
        ImageFinder.Content content = finder.content(image);
        ImageConfig config = content.config();
        List<Descriptor> packed = content.manifest().layers();
        if (packed.size() != config.layers().size()) {
            throw new InvalidImageException(
                    Flaw.DAMAGED,
                    "the image has " + packed.size() + " layers, but its configuration names "
                            + config.layers().size());
        }
        if (packed.isEmpty()) {
            throw new InvalidImageException(Flaw.UNSUPPORTED, "the image has no layers");
        }
        unpackAll(content);
        remember(image, config);
        return describe(image, config)
                .orElseThrow(() -> new IOException("the layers of " + image + " vanished while it was prepared"));
    }

    /** The layers of the base, and a layer for each archive. */
    private PreparedImage prepareComposed(Digest image, Composition composition)
            throws InvalidImageException, ImageUnavailableException, IOException, InterruptedException {
        Digest baseImage = resolve(ImageReference.parse(composition.base()), composition.platform())
                .digest();
        Optional<PreparedImage> existing = find(baseImage);
        ImageConfig base = (existing.isPresent() ? existing.get() : prepareNew(baseImage)).config();
        List<Digest> all = new ArrayList<>(base.layers());
        SizeBudget budget = SizeBudget.ofOneImage();
        for (Composition.Part part : composition.parts()) {
            layers.unpackZip(
                    part.layer(),
                    part.folder(),
                    () -> archives.open(part.archive().blob(), 0),
                    budget);
            all.add(part.layer());
        }
        ImageConfig config = base.withLayers(all);
        remember(image, config);
        return describe(image, config)
                .orElseThrow(() -> new IOException("the layers of " + image + " vanished while it was prepared"));
    }

    private void remember(Digest image, ImageConfig config) {
        prepared.put(Key.of(image.hex()), new Prepared(config, time.now()));
    }

    private void unpackAll(ImageFinder.Content content)
            throws InvalidImageException, ImageUnavailableException, IOException, InterruptedException {
        SizeBudget budget = SizeBudget.ofOneImage();
        try (TaskGroup<Boolean> group = new TaskGroup<>()) {
            for (int i = 0; i < content.manifest().layers().size(); i++) {
                Descriptor packed = content.manifest().layers().get(i);
                Digest diffId = content.config().layers().get(i);
                group.fork(() -> unpack(content.repository(), packed, diffId, budget));
            }
            group.join();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InvalidImageException invalid -> throw invalid;
                case ImageUnavailableException unavailable -> throw unavailable;
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException("unpacking failed", e);
            }
        }
    }

    private boolean unpack(String repository, Descriptor packed, Digest diffId, SizeBudget budget)
            throws InvalidImageException, ImageUnavailableException, IOException, InterruptedException {
        if (packed.isForeign()) {
            throw new InvalidImageException(
                    Flaw.UNSUPPORTED, "layer " + packed.digest() + " is not in the registry, but at " + packed.urls());
        }
        if (layers.size(List.of(diffId)).isEmpty()) {
            finder.fetch(repository, packed); // before the permit: a slow registry must not keep others from unpacking
        }
        unpacking.acquire();
        try {
            layers.unpack(diffId, () -> repositories.openBlob(packed.digest(), 0), budget);
            return true;
        } finally {
            unpacking.release();
        }
    }

    /**
     * Removes the images that nothing uses and that were not used in the last day, and the layers that no other
     * image has.
     *
     * @param inUse the images of all functions, and those that are mounted; asked while none can be prepared
     * @return how many images were removed
     */
    public int collect(Supplier<Set<Digest>> inUse) throws IOException {
        collecting.writeLock().lock();
        try {
            return removeAllBut(inUse.get(), time.now().minus(KEPT_UNUSED));
        } finally {
            collecting.writeLock().unlock();
        }
    }

    private int removeAllBut(Set<Digest> inUse, Instant oldest) throws IOException {
        int removed = 0;
        Set<Digest> keptLayers = new HashSet<>();
        for (Table.Entry<Prepared> entry : prepared.scan(KeyRange.ALL, Integer.MAX_VALUE)) {
            boolean isKept = inUse.contains(new Digest(entry.key().last()))
                    || entry.value().lastUse().isAfter(oldest);
            if (isKept) {
                keptLayers.addAll(entry.value().config().layers());
            } else {
                prepared.delete(entry.key());
                removed++;
            }
        }
        for (Table.Entry<Composition> entry : compositions.scan(KeyRange.ALL, Integer.MAX_VALUE)) {
            boolean isKept = inUse.contains(new Digest(entry.key().last()))
                    || prepared.find(entry.key()).isPresent();
            if (!isKept) {
                compositions.delete(entry.key());
            }
        }
        layers.retain(keptLayers);
        return removed;
    }
}
