package davit.linux.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mounted hierarchy.
 *
 * @param root the group that is visible at {@code point}
 * @param point where it is mounted
 * @param controllers the words of v1; {@link #V2} alone for v2
 */
record CgroupMount(Path root, Path point, Set<String> controllers) {
    /** What /proc/self/cgroup writes in place of v2's controllers. */
    static final String V2 = "";

    private static final int ROOT_FIELD = 3;
    private static final int POINT_FIELD = 4;

    /** Keeps a copy. */
    CgroupMount {
        controllers = Set.copyOf(controllers);
    }

    /** Reads them from a file in the form of /proc/self/mountinfo. */
    static List<CgroupMount> read(Path mountinfo) throws IOException {
        return Files.readAllLines(mountinfo).stream()
                .map(CgroupMount::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<Path> point(List<CgroupMount> mounts, String controller) {
        return mounts.stream()
                .filter(mount -> mount.controllers.contains(controller))
                .map(CgroupMount::point)
                .findFirst();
    }

    /** The directory of a group named as in /proc/self/cgroup. */
    Path directoryOf(String group) {
        Path path = Path.of(group);
        return path.startsWith(root) ? point.resolve(root.relativize(path)) : point;
    }

    private static Optional<CgroupMount> parse(String line) {
        // 34 25 0:29 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
        String[] halves = line.split(" - ", 2);
        String[] place = halves[0].split(" ", -1);
        String[] what = halves[1].split(" ", -1);
        Path root = Path.of(place[ROOT_FIELD]);
        Path point = Path.of(place[POINT_FIELD]);
        return switch (what[0]) {
            case "cgroup" -> Optional.of(new CgroupMount(root, point, Set.of(what[2].split(","))));
            case "cgroup2" -> Optional.of(new CgroupMount(root, point, Set.of(V2)));
            default -> Optional.empty();
        };
    }
}
