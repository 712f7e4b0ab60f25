package davit.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/** The place of one sandbox's {@code /tmp}. For one thread. */
final class Scratch {
    private final ScratchDisks disks;
    private final Path point;
    private final int firstUserId;
    private long bytes;

    /** With nothing mounted yet at {@code point}. */
    Scratch(ScratchDisks disks, Path point, int firstUserId) {
        this.disks = disks;
        this.point = point;
        this.firstUserId = firstUserId;
    }

    /** Mounts an empty file system of this size, unless there is one. */
    void resize(long wanted) throws IOException, InterruptedException {
        if (bytes != wanted) {
            close();
            disks.mount(wanted, point, firstUserId + UserIds.USER, firstUserId + UserIds.GROUP);
            bytes = wanted;
        }
    }

    /** Unmounts it. */
    void close() throws IOException {
        if (bytes != 0) {
            bytes = 0;
            ScratchDisks.unmount(point);
        }
    }
}
