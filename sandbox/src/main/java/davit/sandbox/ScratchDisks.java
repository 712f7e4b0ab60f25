package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.linux.LinuxException;
import davit.linux.mount.LoopDevice;
import davit.linux.mount.MountFlag;
import davit.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * File systems of an exact size for {@code /tmp}, empty at first: ext4 without a journal in a sparse file on a loop
 * device.
 *
 * <p>Why so, and what it costs: docs/decisions/0010-scratch.md. Thread safety: every method may be called from any
 * thread.
 */
final class ScratchDisks {
    private static final Set<MountFlag> FLAGS =
            Set.of(MountFlag.NO_DEVICES, MountFlag.NO_SETUID, MountFlag.NO_ACCESS_TIMES);
    private static final String OPTIONS = "nobarrier,noinit_itable,discard";

    private final Path directory;

    @GuardedBy("this")
    private final Map<Long, ScratchTemplate> templates = new HashMap<>();

    /** Keeps its files in {@code directory}, an empty folder. */
    ScratchDisks(Path directory) {
        this.directory = directory;
    }

    /**
     * Mounts an empty file system of {@code bytes} at {@code target}, an existing folder, whose root belongs to {@code
     * user} and {@code group} alone; nothing stays mounted if it fails.
     */
    void mount(long bytes, Path target, int user, int group) throws IOException, InterruptedException {
        ScratchTemplate template = template(bytes);
        boolean complete = false;
        try {
            mount(template, target);
            Files.setAttribute(target, "unix:uid", user);
            Files.setAttribute(target, "unix:gid", group);
            complete = true;
        } finally {
            if (!complete && !Mounts.below(target).isEmpty()) {
                unmount(target);
            }
        }
    }

    private void mount(ScratchTemplate template, Path target) throws IOException {
        Path file = Files.createTempFile(directory, "scratch", ".ext4");
        try {
            template.copyTo(file);
            mount(file, target);
        } finally {
            // The kernel keeps it until it is unmounted, and not a moment longer, whoever ends first.
            Files.delete(file);
        }
    }

    /** Unmounts what {@link #mount(long, Path, int, int)} mounted, without writing back what nobody will read. */
    static void unmount(Path target) throws LinuxException {
        Mounts.abandon(target);
        Mounts.detach(target);
    }

    /** Mounts a formatted file. */
    static void mount(Path file, Path target) throws LinuxException {
        try (LoopDevice device = LoopDevice.attach(file, Set.of())) {
            Mounts.mount(device.path().toString(), target, "ext4", FLAGS, OPTIONS);
        }
    }

    private synchronized ScratchTemplate template(long bytes) throws IOException, InterruptedException {
        ScratchTemplate known = templates.get(bytes);
        if (known == null) {
            known = ScratchTemplate.format(bytes, directory);
            templates.put(bytes, known);
        }
        return known;
    }
}
