package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.linux.LinuxException;
import davit.linux.mount.Mount;
import davit.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The root file systems of images, each mounted once for all sandboxes that run it: nobody can write to them.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class RootMounts {
    private final Path directory;
    private final PlatformLayer layer;

    @GuardedBy("this")
    private final Map<Mount, Root> mounted = new HashMap<>();

    @GuardedBy("this")
    private long next;

    /** Keeps mount points in {@code directory}, an empty folder. */
    RootMounts(Path directory, PlatformLayer layer) {
        this.directory = directory;
        this.layer = layer;
    }

    private static final class Root {
        private final Path home;
        private int users = 1;

        Root(Path home) {
            this.home = home;
        }

        /** Where an EROFS image is mounted. */
        Path image() {
            return home.resolve("image");
        }

        /** The layer over the image. */
        Path top() {
            return home.resolve("top");
        }

        Path root() {
            return home.resolve("root");
        }
    }

    /** Where {@code image}, covered by the platform's layer, is mounted; give it back. */
    synchronized Path take(Mount image) throws IOException {
        Root root = mounted.get(image);
        if (root != null) {
            root.users++;
            return root.root();
        }
        Root made = new Root(directory.resolve(Long.toString(next++)));
        try {
            mount(image, made);
        } catch (IOException e) {
            release(made);
            throw e;
        }
        mounted.put(image, made);
        return made.root();
    }

    /** Unmounts {@code image} if nobody else has it. */
    synchronized void giveBack(Mount image) throws IOException {
        Root root = mounted.get(image);
        if (root == null) {
            throw new IllegalStateException("was not taken: " + image);
        }
        root.users--;
        if (root.users == 0) {
            mounted.remove(image);
            release(root);
        }
    }

    private void mount(Mount image, Root root) throws IOException {
        List<Path> layers = new ArrayList<>();
        switch (image) {
            case Mount.Overlay(List<Path> lowerFirst) -> layers.addAll(lowerFirst);
            case Mount.Erofs _ -> {
                Files.createDirectories(root.image());
                Mounts.mount(image, root.image());
                layers.add(root.image());
            }
        }
        layer.write(root.top(), layers);
        layers.add(root.top());
        Files.createDirectories(root.root());
        Mounts.mount(new Mount.Overlay(layers), root.root());
    }

    private void release(Root root) throws IOException {
        detach(root.root());
        detach(root.image());
        FileTrees.delete(root.home);
    }

    private static void detach(Path point) throws IOException {
        for (Path mounted : Mounts.below(point)) {
            try {
                Mounts.detach(mounted);
            } catch (LinuxException e) {
                throw new IOException("unmount the root " + point, e);
            }
        }
    }
}
